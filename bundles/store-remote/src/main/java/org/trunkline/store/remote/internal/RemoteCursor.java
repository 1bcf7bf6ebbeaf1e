package org.trunkline.store.remote.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.wire.ArtifactFrameReader;

/** Artifacts as they come from the publisher; when all of them were read, the node holds their revision. */
final class RemoteCursor implements ArtifactCursor {

    private final Connection connection;
    private final String what;
    private final InputStream in;
    private final ArtifactFrameReader frames;
    private final Revision revision;

    RemoteCursor(Connection connection, String what, InputStream in, Revision revision) {
        this.connection = connection;
        this.what = what;
        this.in = in;
        this.frames = new ArtifactFrameReader(in, Integer.MAX_VALUE);
        this.revision = revision;
    }

    @Override
    public Optional<ArtifactEntry> next() throws ArtifactStoreException {
        try {
            Optional<ArtifactEntry> next = frames.nextEntry();
            if (next.isEmpty()) {
                connection.holds(revision);
            }
            return next;
        } catch (IOException e) {
            throw connection.broken(what, e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new IllegalStateException("The stream of a response closes without failing", e);
        }
    }
}
