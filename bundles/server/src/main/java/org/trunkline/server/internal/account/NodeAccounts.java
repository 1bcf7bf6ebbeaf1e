package org.trunkline.server.internal.account;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.trunkline.server.Account;
import org.trunkline.server.AccountException;
import org.trunkline.server.Accounts;
import org.trunkline.server.Role;
import org.trunkline.server.TooManyAttemptsException;

/** The accounts of the node, kept in one file. Readers see an immutable map; changes are made one at a time. */
public final class NodeAccounts implements Accounts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AccountFile file;
    private final PasswordHasher hasher;
    private final VerifiedPasswords verified;
    private final FailedAttempts failedAttempts;
    /** Hashing is dear on purpose: this many at once, so that a flood of attempts leaves cores for the rest. */
    private final Semaphore hashing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    private volatile SortedMap<String, StoredAccount> accounts;
    private volatile String governed = "";

    private NodeAccounts(
            AccountFile file,
            SortedMap<String, StoredAccount> accounts,
            PasswordHasher hasher,
            SecureRandom random,
            Clock clock) {
        this.file = file;
        this.accounts = accounts;
        this.hasher = hasher;
        this.verified = new VerifiedPasswords(random, clock);
        this.failedAttempts = new FailedAttempts(clock);
    }

    /**
     * Opens the file, which need not be there yet.
     *
     * @throws IOException if it cannot be read or understood
     */
    public static NodeAccounts open(Path file) throws IOException {
        return open(file, PasswordHasher.COST, new SecureRandom(), Clock.systemUTC());
    }

    static NodeAccounts open(Path file, int cost, SecureRandom random, Clock clock) throws IOException {
        AccountFile accountFile = new AccountFile(file);
        return new NodeAccounts(accountFile, accountFile.read(), new PasswordHasher(random, cost), random, clock);
    }

    /**
     * Makes sure that the administrator of deployment.toml is there with the password that stands there.
     *
     * @throws AccountException INVALID or UNAVAILABLE
     */
    public synchronized void govern(String name, char[] password) throws AccountException {
        requireName(name);
        StoredAccount present = accounts.get(name);
        if (present == null || !present.isAdmin() || !hasher.matches(password, present.passwordHash())) {
            put(new StoredAccount(name, hasher.hash(password), Set.of(Role.ADMIN)));
        }
        governed = name;
    }

    /** Whether somebody can manage the accounts. */
    public boolean hasAdmin() {
        return accounts.values().stream().anyMatch(StoredAccount::isAdmin);
    }

    @Override
    public Optional<Account> authenticate(String name, char[] password, String client) throws TooManyAttemptsException {
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(client, "client");
        // A name that no account can have is counted as one name, or its length would be the client's to choose.
        String counted = NAME.matcher(name).matches() ? name : "";
        Optional<Duration> wait = failedAttempts.waitingTime(client, counted);
        if (wait.isPresent()) {
            throw new TooManyAttemptsException(
                    "Too many wrong passwords from " + client + ": wait "
                            + Math.max(1, wait.get().toSeconds()) + " s, then check the name and the password.",
                    wait.get());
        }
        StoredAccount account = accounts.get(name);
        if (account != null && verified.contains(account, password)) {
            return Optional.of(account.account());
        }
        if (!matches(account, password)) {
            failedAttempts.failed(client, counted);
            return Optional.empty();
        }
        failedAttempts.succeeded(client, counted);
        verified.add(account, password);
        return Optional.of(account.account());
    }

    private boolean matches(StoredAccount account, char[] password) throws TooManyAttemptsException {
        if (!acquireHashing()) {
            throw new TooManyAttemptsException(
                    "Too many passwords are being checked at once: try again in " + PATIENCE.toSeconds() + " s.",
                    PATIENCE);
        }
        try {
            // No account has such a password, and to hash it would cost what its sender likes.
            boolean tooLong = password.length > LONGEST_PASSWORD;
            if (account == null || tooLong) {
                hasher.matchesNobody(tooLong ? new char[0] : password);
                return false;
            }
            return hasher.matches(password, account.passwordHash());
        } finally {
            hashing.release();
        }
    }

    private boolean acquireHashing() {
        try {
            return hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public List<Account> list() {
        return accounts.values().stream().map(StoredAccount::account).toList();
    }

    @Override
    public synchronized Account add(String name, char[] password, Set<Role> roles) throws AccountException {
        requireName(name);
        if (roles.isEmpty()) {
            throw new AccountException(
                    AccountException.Kind.INVALID,
                    "The account '" + name + "' needs a role: " + List.of(Role.values()) + ".");
        }
        requirePassword(password);
        if (accounts.containsKey(name)) {
            throw new AccountException(AccountException.Kind.EXISTS, "There is an account '" + name + "' already.");
        }
        StoredAccount account = new StoredAccount(name, hasher.hash(password), roles);
        put(account);
        return account.account();
    }

    @Override
    public synchronized void changePassword(String name, char[] password) throws AccountException {
        StoredAccount account = require(name);
        if (name.equals(governed)) {
            throw new AccountException(
                    AccountException.Kind.PROTECTED,
                    "The password of '" + name + "' stands under [super_admin] in deployment.toml: change it there.");
        }
        requirePassword(password);
        put(account.withPasswordHash(hasher.hash(password)));
    }

    @Override
    public synchronized void remove(String name) throws AccountException {
        StoredAccount account = require(name);
        if (name.equals(governed)) {
            throw new AccountException(
                    AccountException.Kind.PROTECTED,
                    "'" + name
                            + "' is the administrator of [super_admin] in deployment.toml and is made again at each start.");
        }
        if (account.isAdmin()
                && accounts.values().stream().filter(StoredAccount::isAdmin).count() == 1) {
            throw new AccountException(
                    AccountException.Kind.PROTECTED,
                    "'" + name + "' is the last administrator: without one nobody could manage the accounts.");
        }
        SortedMap<String, StoredAccount> changed = new TreeMap<>(accounts);
        changed.remove(name);
        write(changed);
        verified.forget(name);
    }

    private void put(StoredAccount account) throws AccountException {
        SortedMap<String, StoredAccount> changed = new TreeMap<>(accounts);
        changed.put(account.name(), account);
        write(changed);
        verified.forget(account.name());
    }

    private void write(SortedMap<String, StoredAccount> changed) throws AccountException {
        try {
            file.write(changed.values());
        } catch (IOException e) {
            throw new AccountException(
                    AccountException.Kind.UNAVAILABLE, "The accounts cannot be written, nothing was changed: " + e, e);
        }
        accounts = changed;
    }

    private StoredAccount require(String name) throws AccountException {
        StoredAccount account = accounts.get(name);
        if (account == null) {
            throw new AccountException(AccountException.Kind.ABSENT, "There is no account '" + name + "'.");
        }
        return account;
    }

    private static void requireName(String name) throws AccountException {
        if (!NAME.matcher(name).matches()) {
            throw new AccountException(
                    AccountException.Kind.INVALID,
                    "An account's name is 1 to 64 of the characters a-z A-Z 0-9 . _ @ - and nothing else.");
        }
    }

    private static void requirePassword(char[] password) throws AccountException {
        if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
            throw new AccountException(
                    AccountException.Kind.INVALID,
                    "A password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters; this one has "
                            + password.length + ".");
        }
    }
}
