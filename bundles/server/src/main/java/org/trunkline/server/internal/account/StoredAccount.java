package org.trunkline.server.internal.account;

import java.util.Objects;
import java.util.Set;
import org.trunkline.server.Account;
import org.trunkline.server.Role;

/** An account with the hash of its password. */
record StoredAccount(String name, String passwordHash, Set<Role> roles) {

    StoredAccount {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(passwordHash, "passwordHash");
        roles = Set.copyOf(roles);
    }

    Account account() {
        return new Account(name, roles);
    }

    boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    StoredAccount withPasswordHash(String hash) {
        return new StoredAccount(name, hash, roles);
    }

    @Override
    public String toString() {
        return "StoredAccount[" + name + ", " + roles + "]";
    }
}
