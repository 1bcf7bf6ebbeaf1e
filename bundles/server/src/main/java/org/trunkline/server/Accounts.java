package org.trunkline.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The accounts of the node. What was changed is durable when the method returns, and counts for the next request.
 *
 * <p>Passwords are handed over as arrays, which belong to the caller and are not changed; wipe them after the call.
 */
@ProviderType
public interface Accounts {

    /**
     * Checks a password. The time it takes does not tell whether the name or the password was wrong. A password that was
     * found right is remembered for a short while, so that it can be sent with each request.
     *
     * @param client where the attempt comes from, for example the address of the peer: failures are counted for each
     *     client and name, so that nobody can lock out somebody else
     * @return empty if there is no account of that name or the password is not its password
     * @throws TooManyAttemptsException if the password was not looked at
     */
    Optional<Account> authenticate(String name, char[] password, String client) throws TooManyAttemptsException;

    /** All accounts, ordered by name. */
    List<Account> list();

    /**
     * Makes an account.
     *
     * @throws AccountException EXISTS, INVALID or UNAVAILABLE
     */
    Account add(String name, char[] password, Set<Role> roles) throws AccountException;

    /**
     * Sets another password.
     *
     * @throws AccountException ABSENT, INVALID, UNAVAILABLE, or PROTECTED if deployment.toml governs the password
     */
    void changePassword(String name, char[] password) throws AccountException;

    /**
     * Removes an account.
     *
     * @throws AccountException ABSENT, UNAVAILABLE, or PROTECTED if it is the last administrator or the one that
     *     deployment.toml names
     */
    void remove(String name) throws AccountException;
}
