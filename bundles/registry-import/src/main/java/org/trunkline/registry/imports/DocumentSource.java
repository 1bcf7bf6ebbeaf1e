package org.trunkline.registry.imports;

import java.io.IOException;
import java.util.Optional;

/** Where an import gets documents from. */
@FunctionalInterface
public interface DocumentSource {

    /**
     * A document.
     *
     * @param location its name among the documents that were handed over, for example {@code schemas/types.xsd}, or the
     *     absolute URI that another document gives for it
     * @return its bytes; empty if it is not there
     * @throws IOException if it is there and cannot be read
     */
    Optional<byte[]> find(String location) throws IOException;
}
