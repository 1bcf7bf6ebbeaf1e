package org.trunkline.store.github.internal.client;

import org.trunkline.sync.ArtifactStoreException;

/** Gives the token that requests carry. Thread-safe. */
public interface Credentials {

    /** The token to use now; may ask GitHub for one. */
    String token() throws ArtifactStoreException;

    /**
     * Told that GitHub refused a token.
     *
     * @return whether {@link #token()} gives another one now, so that asking again makes sense
     */
    boolean refused(String token);
}
