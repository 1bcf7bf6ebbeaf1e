package org.trunkline.store.github.internal.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The name that git gives a blob: SHA-1 over its length and its bytes. */
public final class BlobName {

    private BlobName() {}

    public static String of(byte[] content) {
        MessageDigest digest = begin(content.length);
        digest.update(content);
        return end(digest);
    }

    /** A digest that has taken the header and waits for so many bytes of content. */
    public static MessageDigest begin(long size) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    public static String end(MessageDigest digest) {
        StringBuilder name = new StringBuilder(40);
        for (byte b : digest.digest()) {
            name.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return name.toString();
    }
}
