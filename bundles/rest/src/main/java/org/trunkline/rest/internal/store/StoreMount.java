package org.trunkline.rest.internal.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.node.BoundStore;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.wire.StoreEndpoint;
import org.trunkline.sync.wire.StoreReader;

/**
 * The endpoint over the store that the node has now: another store gets another endpoint, and whoever waits at the old one
 * is let go. Thread-safe.
 */
public final class StoreMount implements AutoCloseable {

    private final NodeParts parts;
    private final Clock clock;
    private final long maxBodyBytes;
    private ArtifactStore store;
    private StoreEndpoint endpoint;

    /** @param maxBodyBytes the largest artifact that is taken, in bytes */
    public StoreMount(NodeParts parts, Clock clock, long maxBodyBytes) {
        this.parts = parts;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** @throws ProblemException 503 if the node has no store now */
    synchronized StoreEndpoint endpoint() throws ProblemException {
        ArtifactStore present = parts.requireStore();
        if (present != store) {
            close();
            store = present;
            endpoint = new StoreEndpoint(present, clock, maxBodyBytes);
        }
        return endpoint;
    }

    /** The nodes that read from the store, as they were seen last; none if the node has no store. */
    public synchronized List<StoreReader> readers() {
        Optional<ArtifactStore> present = parts.store().map(BoundStore::store);
        boolean mounted = endpoint != null && present.isPresent() && present.get() == store;
        return mounted ? endpoint.readers() : List.of();
    }

    @Override
    public synchronized void close() {
        if (endpoint != null) {
            endpoint.close();
        }
        endpoint = null;
        store = null;
    }
}
