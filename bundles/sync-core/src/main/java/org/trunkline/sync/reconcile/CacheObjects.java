package org.trunkline.sync.reconcile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactInfo;

/**
 * The bodies, one file each, named by digest. Files are written in place and not forced: a torn one is found when it is
 * read, since its digest is its name.
 */
final class CacheObjects {

    private final Path directory;
    private final Map<String, Integer> uses = new HashMap<>();

    CacheObjects(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    void use(String sha256) {
        uses.merge(sha256, 1, Integer::sum);
    }

    /** Deletes the body with its last use. */
    void release(String sha256) throws IOException {
        if (uses.merge(sha256, -1, Integer::sum) <= 0) {
            uses.remove(sha256);
            Files.deleteIfExists(file(sha256));
        }
    }

    void write(ArtifactBody body) throws IOException {
        Path file = file(body.sha256());
        if (uses.containsKey(body.sha256()) && Files.exists(file) && Files.size(file) == body.size()) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            body.writeTo(out);
        }
    }

    /** The artifact as it was saved; empty if its body is missing or damaged, and then the rest of it is deleted. */
    Optional<Artifact> read(ArtifactInfo info) throws IOException {
        Path file = file(info.sha256());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) == info.size()) {
            try (InputStream in = Files.newInputStream(file)) {
                ArtifactBody body = ArtifactBody.read(in, info.size());
                if (body.sha256().equals(info.sha256())) {
                    return Optional.of(new Artifact(info, body));
                }
            }
        }
        Files.deleteIfExists(file);
        return Optional.empty();
    }

    /** Deletes what a crash left behind: files that nothing uses. */
    void sweep() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!uses.containsKey(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path file(String sha256) {
        return directory.resolve(sha256);
    }
}
