package org.trunkline.rest.internal.http;

import java.io.IOException;
import org.trunkline.sync.ArtifactStoreException;

/** Does what one route is there for. Thread-safe. */
@FunctionalInterface
public interface Handler {

    /**
     * @throws ProblemException if it ends with a problem
     * @throws ArtifactStoreException if the store did not do what it was asked; the servlet makes a problem of it
     * @throws IOException if the body could not be read
     */
    Reply handle(Call call) throws ProblemException, ArtifactStoreException, IOException;
}
