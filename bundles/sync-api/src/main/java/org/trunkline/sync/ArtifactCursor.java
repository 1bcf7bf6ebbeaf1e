package org.trunkline.sync;

import java.util.Optional;

/**
 * A stream of artifacts that holds at most a few of them in memory. Used by one thread; to be closed by whoever asked for
 * it, also after an exception.
 */
public interface ArtifactCursor extends AutoCloseable {

    /**
     * The next one, empty behind the last.
     *
     * @throws ArtifactStoreException if the stream broke: what was given so far is right and is not all
     */
    Optional<ArtifactEntry> next() throws ArtifactStoreException;

    /** Lets go of what the stream holds. Never fails, and does nothing the second time. */
    @Override
    void close();
}
