package org.trunkline.gateway.internal.mediation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The content of a message: bytes in memory, or a stream that can be read once. For one thread. */
public final class Body {

    private static final Body NONE = new Body(new byte[0], null, OptionalLong.of(0));

    private final byte[] bytes;
    private final InputStream stream;
    private final OptionalLong length;

    private Body(byte[] bytes, InputStream stream, OptionalLong length) {
        this.bytes = bytes;
        this.stream = stream;
        this.length = length;
    }

    public static Body none() {
        return NONE;
    }

    public static Body of(byte[] ownBytes) {
        return new Body(ownBytes, null, OptionalLong.of(ownBytes.length));
    }

    /** @param length in bytes, empty if it is only known at the stream's end */
    public static Body of(InputStream stream, OptionalLong length) {
        return length.isPresent() && length.getAsLong() == 0 ? NONE : new Body(null, stream, length);
    }

    /** In bytes; empty if it is only known at the end. */
    public OptionalLong length() {
        return length;
    }

    public boolean isEmpty() {
        return length.isPresent() && length.getAsLong() == 0;
    }

    public boolean isBuffered() {
        return bytes != null;
    }

    /** The content; a body that is not in memory gives it once. */
    public InputStream asStream() {
        return bytes == null ? stream : new ByteArrayInputStream(bytes);
    }

    /**
     * The same content in memory.
     *
     * @throws IOException if it cannot be read or has more bytes than the limit
     */
    public Body buffered(int limit) throws IOException {
        if (bytes != null) {
            return this;
        }
        byte[] read = stream.readNBytes(limit + 1);
        if (read.length > limit) {
            throw new IOException("the body has more than the " + limit + " bytes that a mediator can look at");
        }
        return of(read);
    }

    /** The bytes of a body that {@link #isBuffered() is in memory}. */
    public byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("The body is not in memory");
        }
        return bytes.clone();
    }
}
