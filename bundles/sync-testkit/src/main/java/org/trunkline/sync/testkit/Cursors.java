package org.trunkline.sync.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;

/** Reads streams of artifacts to their end, as tests want them. */
public final class Cursors {

    private Cursors() {}

    /** All entries in the order of the stream; closes it. */
    public static List<ArtifactEntry> entries(ArtifactCursor cursor) throws ArtifactStoreException {
        try (cursor) {
            List<ArtifactEntry> entries = new ArrayList<>();
            Optional<ArtifactEntry> next = cursor.next();
            while (next.isPresent()) {
                entries.add(next.get());
                next = cursor.next();
            }
            return entries;
        }
    }

    /**
     * All artifacts by key; closes the stream.
     *
     * @throws ArtifactStoreException if one of them is unreadable
     * @throws AssertionError if a key comes twice
     */
    public static TreeMap<ArtifactKey, Artifact> artifacts(ArtifactCursor cursor) throws ArtifactStoreException {
        TreeMap<ArtifactKey, Artifact> artifacts = new TreeMap<>();
        for (ArtifactEntry entry : entries(cursor)) {
            if (artifacts.put(entry.key(), entry.artifact()) != null) {
                throw new AssertionError(entry.key() + " comes twice in the stream");
            }
        }
        return artifacts;
    }
}
