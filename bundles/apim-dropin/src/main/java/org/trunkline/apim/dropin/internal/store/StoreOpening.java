package org.trunkline.apim.dropin.internal.store;

import org.trunkline.sync.ArtifactStoreException;

/** Opens a store. */
@FunctionalInterface
public interface StoreOpening {

    /**
     * Opens it; may take as long as a network takes.
     *
     * @throws ArtifactStoreException if it cannot be opened now; whoever asks next tries again
     */
    OpenStore open() throws ArtifactStoreException;
}
