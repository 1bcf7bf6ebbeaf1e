package org.trunkline.sync.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.trunkline.sync.internal.codec.ArtifactFields;

/** All of a frame but its body: type, length of the header (4 bytes), length of the body (8 bytes), header (JSON). */
final class FrameHead {

    /** What a stream of frames begins with: the name of the format and its version. */
    static final byte[] MAGIC = "TLA1".getBytes(StandardCharsets.US_ASCII);

    /** Seven texts of 255 characters, each of up to twelve bytes in escaped JSON, and a reason: more is an attack. */
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private final FrameType type;
    private final ArtifactFields header;
    private final long bodyBytes;

    FrameHead(FrameType type, ArtifactFields header, long bodyBytes) {
        this.type = type;
        this.header = header;
        this.bodyBytes = bodyBytes;
    }

    static FrameHead read(DataInputStream in) throws IOException {
        FrameType type = FrameType.ofCode(in.readUnsignedByte());
        int headerBytes = in.readInt();
        long bodyBytes = in.readLong();
        if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES || bodyBytes < 0) {
            throw new IOException(
                    "A frame claims a header of " + headerBytes + " and a body of " + bodyBytes + " bytes");
        }
        byte[] header = new byte[headerBytes];
        in.readFully(header);
        return new FrameHead(type, ArtifactFields.decode(new String(header, StandardCharsets.UTF_8)), bodyBytes);
    }

    byte[] toBytes() {
        byte[] json = header.encode().getBytes(StandardCharsets.UTF_8);
        if (json.length > MAX_HEADER_BYTES) {
            throw new IllegalArgumentException("What is known about an artifact has " + json.length + " bytes, "
                    + MAX_HEADER_BYTES + " can be sent");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length + 13);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(type.code());
            out.writeInt(json.length);
            out.writeLong(bodyBytes);
            out.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written", e);
        }
        return bytes.toByteArray();
    }

    FrameType type() {
        return type;
    }

    ArtifactFields header() {
        return header;
    }

    long bodyBytes() {
        return bodyBytes;
    }
}
