package org.trunkline.sync.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** One HTTP response, to be written and closed by the server. Used by one thread. */
public final class StoreResponse implements AutoCloseable {

    /** Writes a body, while it is made. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private final int status;
    private final Map<String, String> headers;
    private final Body body;
    private final long length;
    private final AutoCloseableQuietly resource;

    /** Closes without failing. */
    interface AutoCloseableQuietly {
        void close();
    }

    private StoreResponse(
            int status, Map<String, String> headers, Body body, long length, AutoCloseableQuietly resource) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = Objects.requireNonNull(body, "body");
        this.length = length;
        this.resource = resource;
    }

    static StoreResponse of(int status, Map<String, String> headers, byte[] content) {
        return new StoreResponse(status, headers, out -> out.write(content), content.length, () -> {});
    }

    static StoreResponse streamed(Map<String, String> headers, Body body, AutoCloseableQuietly resource) {
        return new StoreResponse(200, headers, body, -1, resource);
    }

    public int status() {
        return status;
    }

    /** Never more than one of a name; {@code Content-Type} is among them. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The length of the body in bytes; empty if it is not known before it is written. */
    public OptionalLong length() {
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** Writes the body; the stream is left open. */
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }

    /** Lets go of what the response reads from; to be called also if it was not written. */
    @Override
    public void close() {
        resource.close();
    }
}
