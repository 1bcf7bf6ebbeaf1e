package org.trunkline.sync.wire;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/** A store whose snapshots break behind their first artifact. */
final class BreakingStore implements ArtifactStore {

    private final ArtifactStore store;

    BreakingStore(ArtifactStore store) {
        this.store = store;
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        ArtifactCursor cursor = store.snapshot(labels, at);
        return new ArtifactCursor() {
            private boolean given;

            @Override
            public Optional<ArtifactEntry> next() throws ArtifactStoreException {
                if (given) {
                    throw ArtifactStoreException.unavailable("The disk is gone", null);
                }
                given = true;
                return cursor.next();
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return store.head();
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        return store.read(key);
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        return store.read(key, at);
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        return store.find(query);
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        return store.changes(labels, from, to);
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        return store.write(batch);
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        return store.history(key, limit);
    }

    @Override
    public Subscription watch(Runnable listener) {
        return store.watch(listener);
    }
}
