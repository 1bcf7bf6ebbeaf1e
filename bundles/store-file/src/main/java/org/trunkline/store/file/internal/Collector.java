package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.trunkline.sync.ArtifactStoreException;

/**
 * Removes files that nothing names any more.
 *
 * <ul>
 *   <li>A writer cannot lose anything: files are removed under the lock only, and a writer that has the lock looks whether
 *       its bodies are still there before it names them.
 *   <li>A node goes as soon as the head does not name it: a reader that misses it begins again with the newer head.
 *   <li>A body goes when it was unnamed at two collections that lie at least the grace apart, so that whoever began to
 *       read before the first one has the grace to finish. One that is slower still is told that the state is no longer
 *       kept.
 * </ul>
 *
 * <p>Times are those that the file system gives its files, so the clocks of the machines that share it do not matter.
 */
final class Collector {

    private final Layout layout;
    private final StoreDirectory directory;
    private final Manifest manifest;
    private final DurableFiles files;
    private final WriteLock lock;
    private final Duration grace;

    Collector(
            Layout layout,
            StoreDirectory directory,
            Manifest manifest,
            DurableFiles files,
            WriteLock lock,
            Duration grace) {
        this.layout = layout;
        this.directory = directory;
        this.manifest = manifest;
        this.files = files;
        this.lock = lock;
        this.grace = grace;
    }

    /** One collection. Does nothing that a later one would not do as well. */
    void collect() throws IOException, ArtifactStoreException {
        lock.whileHeld(() -> {
            collect(directory.headUnderLock());
            return true;
        });
    }

    private void collect(Head head) throws IOException {
        Set<String> namedNodes = new HashSet<>();
        Set<String> namedBodies = new HashSet<>();
        for (NodeReference reference : head.nodes()) {
            namedNodes.add(reference.sha256());
            manifest.node(reference)
                    .histories()
                    .forEach(history -> history.states().forEach(state -> namedBodies.add(state.sha256())));
        }
        deleteAllBut(namedNodes, layout.nodes());
        Instant now = fileSystemTime();
        deleteOlderThanGrace(layout.temporary(), now);
        collectBodies(namedBodies, now);
    }

    private void collectBodies(Set<String> named, Instant now) throws IOException {
        Set<String> unnamed = new TreeSet<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(layout.bodies())) {
            for (Path each : directories) {
                unnamed.addAll(names(each));
            }
        }
        unnamed.removeAll(named);
        if (Files.exists(layout.condemned())) {
            if (Files.getLastModifiedTime(layout.condemned())
                    .toInstant()
                    .plus(grace)
                    .isAfter(now)) {
                return;
            }
            for (String sha256 : Files.readAllLines(layout.condemned(), StandardCharsets.US_ASCII)) {
                if (unnamed.remove(sha256)) {
                    Files.deleteIfExists(layout.body(sha256));
                }
            }
        }
        files.place(layout.condemned(), String.join("\n", unnamed).getBytes(StandardCharsets.US_ASCII));
    }

    private static void deleteAllBut(Set<String> named, Path directory) throws IOException {
        for (String name : names(directory)) {
            if (!named.contains(name)) {
                Files.deleteIfExists(directory.resolve(name));
            }
        }
    }

    /** What writers left that were killed. One that is that slow fails, and has then changed nothing. */
    private void deleteOlderThanGrace(Path directory, Instant now) throws IOException {
        for (String name : names(directory)) {
            Path file = directory.resolve(name);
            try {
                if (Files.getLastModifiedTime(file).toInstant().plus(grace).isBefore(now)) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException e) {
                // a writer has given it its final name meanwhile
                continue;
            }
        }
    }

    private static Set<String> names(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        return names;
    }

    /** The time that the file system would give a file that is written now. */
    private Instant fileSystemTime() throws IOException {
        Path probe = layout.temporary().resolve(UUID.randomUUID().toString());
        Files.createFile(probe);
        try {
            return Files.getLastModifiedTime(probe).toInstant();
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
