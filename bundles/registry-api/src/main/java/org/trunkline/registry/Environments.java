package org.trunkline.registry;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The environments of a registry. Immutable; registered as an OSGi service beside the registry.
 *
 * @param trunk where services are born
 * @param branches in the order in which a service comes through them
 */
public record Environments(Environment trunk, List<Environment> branches) {

    /** Trunk, testing and production. */
    public static final Environments DEFAULT = new Environments(
            Environment.TRUNK, List.of(Environment.branch("testing"), Environment.branch("production")));

    /** @throws IllegalArgumentException if two have one name, or one lies within another */
    public Environments {
        Objects.requireNonNull(trunk, "trunk");
        branches = List.copyOf(branches);
        List<Environment> all =
                Stream.concat(Stream.of(trunk), branches.stream()).toList();
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                requireApart(all.get(i), all.get(j));
            }
        }
    }

    private static void requireApart(Environment one, Environment other) {
        if (one.name().equals(other.name())) {
            throw new IllegalArgumentException("two environments are named '" + one.name() + "'");
        }
        if (one.root().isWithin(other.root()) || other.root().isWithin(one.root())) {
            throw new IllegalArgumentException("the environments '" + one.name() + "' and '" + other.name()
                    + "' overlap: " + one.root() + " and " + other.root());
        }
    }

    /** Trunk, then the branches in their order. */
    public List<Environment> all() {
        return Stream.concat(Stream.of(trunk), branches.stream()).toList();
    }

    /** The environment with a name; empty if there is none. */
    public Optional<Environment> named(String name) {
        return all().stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst();
    }

    /** The environment that a path lies in; empty if it lies in none. */
    public Optional<Environment> of(RegistryPath path) {
        return all().stream()
                .filter(environment -> path.isWithin(environment.root()))
                .findFirst();
    }
}
