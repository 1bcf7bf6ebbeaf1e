package org.trunkline.cli.demo;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes passwords that live as long as the demo. */
final class RandomPassword {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 18;

    private RandomPassword() {}

    static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
