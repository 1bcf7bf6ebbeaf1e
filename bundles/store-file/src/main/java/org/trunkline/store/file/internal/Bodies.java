package org.trunkline.store.file.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.trunkline.sync.ArtifactBody;

/** The bodies of the artifacts, each under its digest. A body that is there never changes, and is there once. */
final class Bodies {

    private final Layout layout;
    private final DurableFiles files;

    Bodies(Layout layout, DurableFiles files) {
        this.layout = layout;
        this.files = files;
    }

    /** Stores bodies durably. One that is there already is read: if it is damaged, it is replaced. */
    void store(Collection<ArtifactBody> bodies) throws IOException {
        Set<Path> directories = new HashSet<>();
        for (ArtifactBody body : bodies) {
            Path file = layout.body(body.sha256());
            files.makeDirectory(file.getParent());
            if (!holds(file, body)) {
                files.place(file, body.toByteArray());
            }
            // also for a body that is there: whoever wrote it may not have got as far as this
            directories.add(file.getParent());
        }
        for (Path directory : directories) {
            files.force(directory);
        }
    }

    /** Stores again what was collected since {@link #store}; to be called by who holds the lock. */
    void ensure(Collection<ArtifactBody> bodies) throws IOException {
        Set<ArtifactBody> missing = new HashSet<>(bodies);
        missing.removeIf(body -> Files.exists(layout.body(body.sha256())));
        store(missing);
    }

    private static boolean holds(Path file, ArtifactBody body) {
        try {
            return read(file, body.size()).equals(body);
        } catch (IOException e) {
            // Missing or unreadable, both for the same cure: it is written, and what stops that is reported.
            return false;
        }
    }

    /**
     * The body of a state.
     *
     * @throws NoSuchFileException if it is not there
     * @throws DamagedFileException if it is not what was saved
     */
    ArtifactBody read(State state) throws IOException {
        Path file = layout.body(state.sha256());
        ArtifactBody body = read(file, state.size());
        if (!body.sha256().equals(state.sha256())) {
            throw new DamagedFileException(file, "its content has the SHA-256 " + body.sha256());
        }
        return body;
    }

    private static ArtifactBody read(Path file, long size) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ArtifactBody body = ArtifactBody.read(in, size);
            if (in.read() >= 0) {
                throw new DamagedFileException(file, "it is longer than " + size + " bytes");
            }
            return body;
        } catch (EOFException e) {
            throw new DamagedFileException(file, "it is shorter than " + size + " bytes", e);
        }
    }
}
