package org.trunkline.store.github.internal.store;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.Revision;

/** Artifacts from files, one in memory at a time; one that is damaged is reported in its place. */
final class FileCursor implements ArtifactCursor {

    private final Iterator<Map.Entry<String, String>> files;
    private final Revision at;
    private final Blobs blobs;
    private final EnvelopeCodec codec;
    private final ArtifactPaths paths;

    /** @param files blobs by path, of artifacts only */
    FileCursor(
            Collection<Map.Entry<String, String>> files,
            Revision at,
            Blobs blobs,
            EnvelopeCodec codec,
            ArtifactPaths paths) {
        this.files = files.iterator();
        this.at = at;
        this.blobs = blobs;
        this.codec = codec;
        this.paths = paths;
    }

    @Override
    public Optional<ArtifactEntry> next() throws ArtifactStoreException {
        return files.hasNext() ? Optional.of(entry(files.next())) : Optional.empty();
    }

    private ArtifactEntry entry(Map.Entry<String, String> file) throws ArtifactStoreException {
        ArtifactPaths.Place place = paths.place(file.getKey()).orElseThrow();
        byte[] content = blobs.get(file.getValue());
        try {
            return ArtifactEntry.of(codec.read(file.getKey(), place, content, at));
        } catch (ArtifactStoreException damaged) {
            if (damaged.kind() != Kind.REJECTED) {
                throw damaged;
            }
            return ArtifactEntry.unreadable(place.key(), damaged);
        }
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
