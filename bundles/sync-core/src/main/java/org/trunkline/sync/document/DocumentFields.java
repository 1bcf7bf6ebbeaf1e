package org.trunkline.sync.document;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that were read, by field. Filled by the reader and not changed after it. */
final class DocumentFields {

    private final Map<DocumentField, String> texts = new EnumMap<>(DocumentField.class);
    private final Map<DocumentField, List<Content>> contents = new EnumMap<>(DocumentField.class);
    private final Map<DocumentField, List<String>> names = new EnumMap<>(DocumentField.class);
    private List<Credential> credentials = List.of();

    void putText(DocumentField field, String value) {
        texts.put(field, value);
    }

    void putContents(DocumentField field, List<Content> values) {
        contents.put(field, List.copyOf(values));
    }

    void putNames(DocumentField field, List<String> values) {
        names.put(field, List.copyOf(values));
    }

    void putCredentials(List<Credential> values) {
        credentials = List.copyOf(values);
    }

    /** Empty where the field is missing or blank. */
    Optional<String> text(DocumentField field) {
        return Optional.ofNullable(texts.get(field)).filter(value -> !value.isBlank());
    }

    List<Content> contents(DocumentField field) {
        return contents.getOrDefault(field, List.of());
    }

    List<String> names(DocumentField field) {
        return names.getOrDefault(field, List.of());
    }

    List<Credential> credentials() {
        return credentials;
    }
}
