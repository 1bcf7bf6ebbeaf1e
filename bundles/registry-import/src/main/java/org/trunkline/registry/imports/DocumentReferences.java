package org.trunkline.registry.imports;

import java.util.List;
import java.util.Objects;
import org.trunkline.xml.XmlText;

/** Tells what a document needs, for those who gather documents before they hand them over. */
public final class DocumentReferences {

    private DocumentReferences() {}

    /**
     * The locations of the documents that a document imports, includes, redefines or overrides: names beside its own, or
     * absolute URIs.
     *
     * @param location the document's own, for example {@code api/service.wsdl}
     * @return in their order, each once; none if it is neither a WSDL nor a schema, or no XML at all: the import says why
     */
    public static List<String> of(String location, byte[] document) {
        Location own = new Location(Objects.requireNonNull(location, "location"));
        try {
            XmlText text = XmlDocumentReader.decode(document);
            return new XmlDocumentReader(ImportLimits.DEFAULT.depth())
                    .read(text).references().stream()
                            .map(reference -> own.resolve(reference.target()).text())
                            .distinct()
                            .toList();
        } catch (InvalidDocumentException e) {
            return List.of();
        }
    }
}
