package org.trunkline.sync.document;

import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trunkline.sync.ArtifactBody;

/** Writes the Remove form of a document, in the field order of WSO2's own. */
final class TombstoneWriter {

    private final GatewayDocument document;

    TombstoneWriter(GatewayDocument document) {
        this.document = document;
    }

    ArtifactBody write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            json.beginObject();
            json.name(DocumentField.NAME.wireName()).value(document.identity().name());
            json.name(DocumentField.VERSION.wireName())
                    .value(document.identity().version());
            if (document.identity().provider().isPresent()) {
                json.name(DocumentField.PROVIDER.wireName())
                        .value(document.identity().provider().get());
            }
            json.name(DocumentField.TENANT_DOMAIN.wireName())
                    .value(document.identity().tenant());
            json.name(DocumentField.API_ID.wireName()).value(document.apiId());
            json.name("override").value(true);
            names(
                    json,
                    DocumentField.SEQUENCES_TO_REMOVE,
                    contents(document.sequencesToAdd()),
                    document.sequencesToRemove());
            names(
                    json,
                    DocumentField.LOCAL_ENTRIES_TO_REMOVE,
                    contents(document.localEntriesToAdd()),
                    document.localEntriesToRemove());
            names(
                    json,
                    DocumentField.CERTIFICATES_TO_REMOVE,
                    contents(document.certificatesToAdd()),
                    document.certificatesToRemove());
            names(
                    json,
                    DocumentField.ENDPOINTS_TO_REMOVE,
                    contents(document.endpointsToAdd()),
                    document.endpointsToRemove());
            names(
                    json,
                    DocumentField.CREDENTIALS_TO_REMOVE,
                    map(document.credentialsToAdd(), Credential::alias),
                    document.credentialsToRemove());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written", e);
        }
        return ArtifactBody.of(bytes.toByteArray());
    }

    private static List<String> contents(List<Content> contents) {
        return map(contents, Content::name);
    }

    private static <T> List<String> map(List<T> parts, Function<T, String> name) {
        return parts.stream().map(name).collect(Collectors.toList());
    }

    private static void names(
            JsonWriter json, DocumentField field, Collection<String> added, Collection<String> removed)
            throws IOException {
        Set<String> names = new LinkedHashSet<>(added);
        names.addAll(removed);
        if (names.isEmpty()) {
            return;
        }
        json.name(field.wireName()).beginArray();
        for (String name : names) {
            json.value(name);
        }
        json.endArray();
    }
}
