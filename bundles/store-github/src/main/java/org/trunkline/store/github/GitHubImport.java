package org.trunkline.store.github;

import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/**
 * Brings artifacts that apim-artifact-synchronizer-github saved in the repository into the layout of this store. Until then
 * they are read as they are. A service beside the store; thread-safe.
 */
@ProviderType
public interface GitHubImport {

    /** What {@link #run} would do now. Changes nothing. */
    ImportPlan plan() throws ArtifactStoreException;

    /**
     * Moves every artifact that can be read in one commit; what cannot be read stays where it is.
     *
     * @return the revision with the artifacts moved; the present one if there is nothing to move
     * @throws ArtifactStoreException CONFLICT if other writers were first each time: nothing was moved
     */
    Revision run() throws ArtifactStoreException;
}
