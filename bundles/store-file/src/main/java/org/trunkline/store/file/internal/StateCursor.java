package org.trunkline.store.file.internal;

import java.util.Iterator;
import java.util.Optional;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;

/** Gives artifacts whose states are known already; one body at a time is in memory. */
final class StateCursor implements ArtifactCursor {

    /** Reads the artifact of a state. */
    @FunctionalInterface
    interface Loader {
        Artifact load(StoreReader.Found found) throws ArtifactStoreException;
    }

    private final Iterator<StoreReader.Found> rest;
    private final Loader loader;

    StateCursor(Iterator<StoreReader.Found> rest, Loader loader) {
        this.rest = rest;
        this.loader = loader;
    }

    @Override
    public Optional<ArtifactEntry> next() throws ArtifactStoreException {
        if (!rest.hasNext()) {
            return Optional.empty();
        }
        StoreReader.Found found = rest.next();
        try {
            return Optional.of(ArtifactEntry.of(loader.load(found)));
        } catch (ArtifactStoreException e) {
            if (e.kind() == Kind.REJECTED) {
                return Optional.of(ArtifactEntry.unreadable(found.key(), e));
            }
            throw e;
        }
    }

    @Override
    public void close() {
        // no file stays open between two artifacts
    }
}
