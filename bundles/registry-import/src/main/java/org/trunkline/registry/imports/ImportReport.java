package org.trunkline.registry.imports;

import java.util.List;
import java.util.Optional;
import org.trunkline.registry.RegistryPath;

/**
 * What an import did. Immutable.
 *
 * @param resources all that the imported documents became, the main one first
 * @param leftAlone references to other places that no document was given for
 */
public record ImportReport(List<Imported> resources, List<Reference> leftAlone) {

    public ImportReport {
        resources = List.copyOf(resources);
        leftAlone = List.copyOf(leftAlone);
    }

    /** What became of a resource. */
    public enum Outcome {
        /** It is new. */
        CREATED,
        /** It was there with the same content. */
        REUSED,
        /** It was there with other content. */
        REPLACED
    }

    /**
     * One resource.
     *
     * @param location of the document that it was made of; empty for a service or an endpoint
     */
    public record Imported(RegistryPath path, String mediaType, Optional<String> location, Outcome outcome) {}

    /**
     * A reference in a document.
     *
     * @param document its location
     * @param target as the document writes it
     */
    public record Reference(String document, String target) {}
}
