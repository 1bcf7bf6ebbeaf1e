package org.trunkline.rest.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.server.Account;
import org.trunkline.server.AccountException;
import org.trunkline.server.Accounts;
import org.trunkline.server.Role;
import org.trunkline.server.TooManyAttemptsException;

/** Accounts in memory, with one of each role, whose password is the name backwards. */
final class TestAccounts implements Accounts {

    static final String ADMIN = "ada";
    static final String PUBLISHER = "paul";
    static final String VIEWER = "vera";

    /** Has failed too often already. */
    static final String LOCKED = "lou";

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private volatile boolean readOnly;
    private volatile boolean broken;

    TestAccounts() {
        put(ADMIN, passwordOf(ADMIN), Set.of(Role.ADMIN));
        put(PUBLISHER, passwordOf(PUBLISHER), Set.of(Role.PUBLISHER));
        put(VIEWER, passwordOf(VIEWER), Set.of(Role.VIEWER));
    }

    static String passwordOf(String name) {
        return new StringBuilder(name).reverse().toString();
    }

    /** From now on nothing can be written. */
    void makeReadOnly() {
        readOnly = true;
    }

    /** From now on the list fails with a fault of the program. */
    void breakList() {
        broken = true;
    }

    @Override
    public Optional<Account> authenticate(String name, char[] password, String client) throws TooManyAttemptsException {
        if (name.equals(LOCKED)) {
            throw new TooManyAttemptsException("Too many wrong passwords for this name.", Duration.ofSeconds(7));
        }
        boolean right = new String(password).equals(passwords.get(name));
        return right ? Optional.of(accounts.get(name)) : Optional.empty();
    }

    @Override
    public List<Account> list() {
        if (broken) {
            throw new IllegalStateException("the accounts are broken, s3cret");
        }
        return accounts.values().stream()
                .sorted(Comparator.comparing(Account::name))
                .toList();
    }

    @Override
    public Account add(String name, char[] password, Set<Role> roles) throws AccountException {
        requireWritable();
        if (accounts.containsKey(name)) {
            throw new AccountException(AccountException.Kind.EXISTS, "There is an account '" + name + "' already.");
        }
        if (password.length < 3 || roles.isEmpty()) {
            throw new AccountException(AccountException.Kind.INVALID, "A password has at least 3 characters.");
        }
        return put(name, new String(password), roles);
    }

    private Account put(String name, String password, Set<Role> roles) {
        Account account = new Account(name, roles);
        accounts.put(name, account);
        passwords.put(name, password);
        return account;
    }

    @Override
    public void changePassword(String name, char[] password) throws AccountException {
        requireWritable();
        requirePresent(name);
        if (name.equals(ADMIN)) {
            throw new AccountException(AccountException.Kind.PROTECTED, "deployment.toml governs this password.");
        }
        if (password.length < 3) {
            throw new AccountException(AccountException.Kind.INVALID, "A password has at least 3 characters.");
        }
        passwords.put(name, new String(password));
    }

    @Override
    public void remove(String name) throws AccountException {
        requireWritable();
        requirePresent(name);
        if (name.equals(ADMIN)) {
            throw new AccountException(AccountException.Kind.PROTECTED, "This is the last administrator.");
        }
        accounts.remove(name);
        passwords.remove(name);
    }

    private void requirePresent(String name) throws AccountException {
        if (!accounts.containsKey(name)) {
            throw new AccountException(AccountException.Kind.ABSENT, "There is no account '" + name + "'.");
        }
    }

    private void requireWritable() throws AccountException {
        if (readOnly) {
            throw new AccountException(AccountException.Kind.UNAVAILABLE, "The accounts cannot be written.");
        }
    }
}
