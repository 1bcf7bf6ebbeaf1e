package org.trunkline.rest.internal.registry;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.rest.internal.http.Content;

/** Bytes of a stream, as many as were announced. */
final class StreamedContent implements Content {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedContent.class);
    private static final int CHUNK = 1 << 14;

    private final String type;
    private final long length;
    private final InputStream in;

    StreamedContent(String type, long length, InputStream in) {
        this.type = type;
        this.length = length;
        this.in = in;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = length;
        while (left > 0) {
            int count = in.read(chunk, 0, (int) Math.min(left, CHUNK));
            if (count < 0) {
                throw new EOFException("The content ends " + left + " bytes too early");
            }
            out.write(chunk, 0, count);
            left -= count;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            LOG.debug("A stream of content was not closed", e);
        }
    }
}
