package org.trunkline.server;

import java.util.Objects;
import java.util.Set;

/**
 * Somebody who may use the node, a person or another node.
 *
 * @param name 1 to 64 of the characters {@code a-z A-Z 0-9 . _ @ -}, case-sensitive
 * @param roles at least one
 */
public record Account(String name, Set<Role> roles) {

    public Account {
        Objects.requireNonNull(name, "name");
        roles = Set.copyOf(roles);
    }

    /** Whether one of the roles is the given one or {@linkplain Role#includes includes} it. */
    public boolean may(Role role) {
        return roles.stream().anyMatch(held -> held.includes(role));
    }
}
