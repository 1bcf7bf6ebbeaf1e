package org.trunkline.sync;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where artifacts are published. Behind it is a store, or an {@code ArtifactSaver} that somebody else wrote. Safe for use
 * by many threads.
 */
@ConsumerType
public interface ArtifactSink {

    /** The name that the configuration gave it, for example {@code DBSaver}. */
    String name();

    /**
     * Publishes a batch, and then announces it. A sink over a store takes all of it or nothing.
     *
     * @return the revision of the store, empty if what is behind the sink has none
     * @throws IllegalArgumentException if the batch is empty or names a key twice
     * @throws ArtifactStoreException as {@link ArtifactStore#write}; a sink without batches says in the message how many
     *     artifacts it had taken
     */
    Optional<Revision> publish(List<ArtifactWrite> batch) throws ArtifactStoreException;
}
