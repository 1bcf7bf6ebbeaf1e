package org.trunkline.server.internal.account;

import java.security.SecureRandom;

/** Makes the password of an administrator whom nobody gave one: about 119 bits, without characters that look alike. */
public final class FirstPassword {

    private static final String CHARACTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;

    private FirstPassword() {}

    public static char[] make(SecureRandom random) {
        char[] password = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            password[i] = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        }
        return password;
    }
}
