package org.trunkline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory for what a run makes, which goes with it. */
final class Workplace implements AutoCloseable {

    private final Path root;
    private int count;

    Workplace(Optional<Path> parent) throws IOException {
        if (parent.isPresent()) {
            Files.createDirectories(parent.get());
            root = Files.createTempDirectory(parent.get(), "trunkline-bench-");
        } else {
            root = Files.createTempDirectory("trunkline-bench-");
        }
    }

    /** A new empty directory. */
    Path directory() throws IOException {
        count++;
        return Files.createDirectory(root.resolve("d" + count));
    }

    Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(Workplace::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
