package org.trunkline.store.file.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 in lower-case hexadecimal digits. */
final class Digest {

    private Digest() {}

    static String of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** Of the first bytes. */
    static String of(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            StringBuilder text = new StringBuilder(64);
            for (byte b : digest.digest()) {
                text.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
            }
            return text.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
