package org.trunkline.registry.access;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.trunkline.registry.RegistryPath;

/**
 * The rules of a registry. For each path the rule with the longest path that it lies in counts, and no other; where there is
 * none, only administrators may do anything. Administrators may do everything whatever the rules say. Immutable.
 */
public final class AccessRules {

    /** Who may do everything. */
    public static final String ADMINISTRATOR = "admin";

    /** Everybody with an account reads {@code /_system/governance}; administrators do the rest. */
    public static final AccessRules DEFAULT =
            new AccessRules(List.of(AccessRule.parse("/_system/governance read=viewer")));

    private final List<AccessRule> rules;

    /** @throws IllegalArgumentException if two rules are for one path */
    public AccessRules(List<AccessRule> rules) {
        Set<RegistryPath> paths = new HashSet<>();
        for (AccessRule rule : rules) {
            if (!paths.add(rule.path())) {
                throw new IllegalArgumentException("there are two rules for " + rule.path());
            }
        }
        this.rules = rules.stream()
                .sorted(Comparator.comparing(
                                (AccessRule rule) -> rule.path().names().size())
                        .reversed())
                .toList();
    }

    /** What somebody with these roles may do, a role of more power standing for those that it includes as well. */
    public Access of(Set<String> roles) {
        if (roles.contains(ADMINISTRATOR)) {
            return new Access(List.of(new Access.Grant(RegistryPath.ROOT, true, true)));
        }
        return new Access(rules.stream()
                .map(rule -> new Access.Grant(rule.path(), meet(rule.readers(), roles), meet(rule.writers(), roles)))
                .toList());
    }

    private static boolean meet(Set<String> allowed, Set<String> roles) {
        return roles.stream().anyMatch(allowed::contains);
    }
}
