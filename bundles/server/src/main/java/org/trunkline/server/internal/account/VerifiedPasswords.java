package org.trunkline.server.internal.account;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a while which password of an account was found right, so that a client that sends it with each request
 * does not cost a bcrypt each time. What is remembered is a digest under a key that only this process has. At most one
 * entry for each account. Thread-safe.
 */
final class VerifiedPasswords {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final SecretKeySpec key;
    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    VerifiedPasswords(SecureRandom random, Clock clock) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    /** Whether this password was verified a short while ago, against this hash. */
    boolean contains(StoredAccount account, char[] password) {
        Entry entry = entries.get(account.name());
        return entry != null
                && entry.passwordHash().equals(account.passwordHash())
                && clock.instant().isBefore(entry.until())
                && MessageDigest.isEqual(entry.digest(), digest(password));
    }

    void add(StoredAccount account, char[] password) {
        entries.put(
                account.name(),
                new Entry(
                        account.passwordHash(),
                        digest(password),
                        clock.instant().plus(REMEMBERED)));
    }

    void forget(String name) {
        entries.remove(name);
    }

    private byte[] digest(char[] password) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(encoded.duplicate());
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    private record Entry(String passwordHash, byte[] digest, Instant until) {}
}
