package org.trunkline.store.jdbc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactStoreException;

/**
 * A stream that holds one page and, between two pages, no connection: a gateway that reads slowly keeps nobody waiting.
 * Versions do not change, so the pages fit together; what may happen meanwhile is that versions are deleted because many
 * newer ones came. That raises the store's floor, which is looked at behind the last page.
 */
final class PagedCursor implements ArtifactCursor {

    private final Database database;
    private final Pages pages;
    private final StoreRevision at;
    private final Deque<StoredVersion> page = new ArrayDeque<>();
    private boolean over;

    PagedCursor(Database database, Pages pages, StoreRevision at) {
        this.database = database;
        this.pages = pages;
        this.at = at;
    }

    @Override
    public Optional<ArtifactEntry> next() throws ArtifactStoreException {
        if (page.isEmpty() && !over) {
            page.addAll(pages.next());
            if (page.isEmpty()) {
                requireStillKept();
                over = true;
            }
        }
        return page.isEmpty() ? Optional.empty() : Optional.of(entry(page.remove()));
    }

    private ArtifactEntry entry(StoredVersion version) throws ArtifactStoreException {
        if (!version.large()) {
            return version.smallEntry();
        }
        Optional<ArtifactEntry> entry = database.read("read " + version.key(), version::entry);
        if (entry.isEmpty()) {
            requireStillKept();
        }
        return entry.orElseGet(version::incomplete);
    }

    private void requireStillKept() throws ArtifactStoreException {
        long floor =
                database.read("tell how far back it goes", c -> Head.read(c).floor());
        if (floor > at.number()) {
            throw RevisionCheck.noLongerKept(at.toRevision());
        }
    }

    @Override
    public void close() {
        over = true;
        page.clear();
    }
}
