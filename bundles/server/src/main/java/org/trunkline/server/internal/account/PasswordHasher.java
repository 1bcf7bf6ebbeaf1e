package org.trunkline.server.internal.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import java.security.SecureRandom;

/** Hashes passwords with bcrypt. Thread-safe; each call costs about a quarter of a second of one core. */
final class PasswordHasher {

    /** OWASP asks for 10 at least. */
    static final int COST = 12;

    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;
    /** bcrypt itself stops at 72 bytes: the rest of a longer password would not count. */
    private static final LongPasswordStrategy WHOLE = LongPasswordStrategies.hashSha512(VERSION);

    private static final int SALT_AND_HASH = 22 + 31;

    private final int cost;
    private final BCrypt.Hasher hasher;
    private final BCrypt.Verifyer verifier;
    private final String hashOfNobody;

    PasswordHasher(SecureRandom random, int cost) {
        this.cost = cost;
        this.hasher = BCrypt.with(VERSION, random, WHOLE);
        this.verifier = BCrypt.verifyer(VERSION, WHOLE);
        this.hashOfNobody = "$2a$%02d$%s".formatted(cost, ".".repeat(SALT_AND_HASH));
    }

    String hash(char[] password) {
        return hasher.hashToString(cost, password);
    }

    boolean matches(char[] password, String hash) {
        return verifier.verify(password, hash).verified;
    }

    /** Takes as long as {@link #matches}, so that a name that does not exist is not told by the time. */
    void matchesNobody(char[] password) {
        verifier.verify(password, hashOfNobody);
    }
}
