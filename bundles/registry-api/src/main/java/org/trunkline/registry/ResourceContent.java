package org.trunkline.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Content that is to be stored. It is opened once, and read to its end. */
@FunctionalInterface
public interface ResourceContent {

    /** Opens it; whoever asked closes the stream. */
    InputStream open() throws IOException;

    /** The bytes must not be changed afterwards. */
    static ResourceContent of(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return () -> new ByteArrayInputStream(bytes);
    }

    static ResourceContent of(Path file) {
        Objects.requireNonNull(file, "file");
        return () -> Files.newInputStream(file);
    }

    static ResourceContent of(InputStream stream) {
        Objects.requireNonNull(stream, "stream");
        return () -> stream;
    }
}
