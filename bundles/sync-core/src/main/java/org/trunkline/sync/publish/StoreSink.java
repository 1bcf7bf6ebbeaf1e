package org.trunkline.sync.publish;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.Revision;
import org.trunkline.sync.SyncEvent;

/** Publishes into a store, and announces what the store has acknowledged. Safe for use by many threads. */
public final class StoreSink implements ArtifactSink {

    private final String name;
    private final ArtifactStore store;
    private final EventChannel events;
    private final long maxBodyBytes;

    /**
     * @param name the name that the configuration gives the sink
     * @param maxBodyBytes the largest body that is taken, in bytes
     * @throws IllegalArgumentException if the largest body is not positive
     */
    public StoreSink(String name, ArtifactStore store, EventChannel events, long maxBodyBytes) {
        this.name = Objects.requireNonNull(name, "name");
        this.store = Objects.requireNonNull(store, "store");
        this.events = Objects.requireNonNull(events, "events");
        this.maxBodyBytes = maxBodyBytes;
        if (maxBodyBytes <= 0) {
            throw new IllegalArgumentException("The largest artifact must have at least 1 byte, not " + maxBodyBytes);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ArtifactStoreException also REJECTED, before anything is stored, if a body is larger than the limit
     */
    @Override
    public Optional<Revision> publish(List<ArtifactWrite> batch) throws ArtifactStoreException {
        for (ArtifactWrite write : batch) {
            if (write.body().size() > maxBodyBytes) {
                throw ArtifactStoreException.rejected("The " + write + " was not stored: its body has "
                        + write.body().size() + " bytes, " + maxBodyBytes
                        + " are allowed (max_artifact_size in [sync])");
            }
        }
        Revision revision = store.write(batch);
        events.publish(batch.stream()
                .map(write -> new SyncEvent(write.key(), write.instruction(), Optional.of(revision)))
                .collect(Collectors.toList()));
        return Optional.of(revision);
    }
}
