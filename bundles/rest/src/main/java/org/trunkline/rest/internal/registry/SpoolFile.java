package org.trunkline.rest.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes on their way. A transaction must not wait for a slow client, and an answer that says 200 must not turn out to be
 * cut, so bodies and dumps lie in a file in between; memory is not enough for them.
 */
final class SpoolFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

    private final Path file;

    private SpoolFile(Path file) {
        this.file = file;
    }

    /** An empty one, readable for this process's user only. */
    static SpoolFile create() throws IOException {
        return new SpoolFile(Files.createTempFile("trunkline-", ".spool"));
    }

    /** One with everything that a stream has; the stream is closed. */
    static SpoolFile of(InputStream stream) throws IOException {
        SpoolFile spool = create();
        try (InputStream in = stream;
                OutputStream out = spool.write()) {
            in.transferTo(out);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    OutputStream write() throws IOException {
        return Files.newOutputStream(file);
    }

    InputStream read() throws IOException {
        return Files.newInputStream(file);
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** Reads it to its end; the file goes when the stream is closed. */
    InputStream readOnce() throws IOException {
        return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is left over", file, e);
        }
    }
}
