package org.trunkline.sync;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The bytes of an artifact, exactly as they were saved, with their digest. Immutable: arrays are copied on the way in and
 * on the way out.
 */
public final class ArtifactBody {

    private final byte[] bytes;
    private final String sha256;

    private ArtifactBody(byte[] ownBytes) {
        this.bytes = ownBytes;
        this.sha256 = hex(digest(ownBytes));
    }

    public static ArtifactBody of(byte[] bytes) {
        return new ArtifactBody(bytes.clone());
    }

    /** The text in UTF-8. */
    public static ArtifactBody of(String text) {
        return new ArtifactBody(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads exactly so many bytes, without a second copy of them, and leaves the stream open behind the last one.
     *
     * @throws EOFException if the stream ends before
     * @throws IllegalArgumentException if the size is negative or over 2 GiB
     */
    public static ArtifactBody read(InputStream in, long size) throws IOException {
        if (size < 0 || size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("An artifact cannot have " + size + " bytes");
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException("The artifact ends after " + bytes.length + " of " + size + " bytes");
        }
        return new ArtifactBody(bytes);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String hex(byte[] digest) {
        StringBuilder text = new StringBuilder(2 * digest.length);
        for (byte b : digest) {
            text.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return text.toString();
    }

    /** In bytes. */
    public int size() {
        return bytes.length;
    }

    /** SHA-256 of the bytes, in 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The bytes as UTF-8 text. */
    public String asText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A new stream over the bytes, from the first one; it needs no closing. */
    public InputStream asStream() {
        return new ByteArrayInputStream(bytes);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArtifactBody && Arrays.equals(bytes, ((ArtifactBody) other).bytes);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    /** Size and digest; never the content, which may hold secrets. */
    @Override
    public String toString() {
        return bytes.length + " bytes, SHA-256 " + sha256;
    }
}
