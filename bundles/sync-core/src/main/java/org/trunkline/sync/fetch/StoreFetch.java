package org.trunkline.sync.fetch;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** A store's cursor, with what it means to a gateway. */
final class StoreFetch implements ArtifactFetch {

    private final ArtifactCursor cursor;
    private final boolean complete;
    private final Revision revision;

    StoreFetch(ArtifactCursor cursor, boolean complete, Revision revision) {
        this.cursor = Objects.requireNonNull(cursor, "cursor");
        this.complete = complete;
        this.revision = Objects.requireNonNull(revision, "revision");
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Optional<Revision> revision() {
        return Optional.of(revision);
    }

    @Override
    public Optional<ArtifactEntry> next() throws ArtifactStoreException {
        return cursor.next();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
