package org.trunkline.registry;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of the tree that holds services in one phase of their life: trunk, or a branch. Immutable.
 *
 * @param name for people, for example {@code testing}
 * @param layout where its resources lie
 */
public record Environment(String name, PathTemplate layout) {

    /** Where the resources of trunk lie unless it is configured otherwise. */
    public static final Environment TRUNK =
            new Environment("trunk", PathTemplate.of("/_system/governance/trunk/{@resourcePath}/{@resourceName}"));

    public Environment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(layout, "layout");
    }

    /** A branch where it lies unless it is configured otherwise. */
    public static Environment branch(String name) {
        return new Environment(
                name,
                PathTemplate.of(
                        "/_system/governance/branches/" + name + "/{@resourcePath}/{@version}/{@resourceName}"));
    }

    /** The collection that holds it. */
    public RegistryPath root() {
        return layout.root();
    }

    /**
     * Where a resource of this environment lies in another one.
     *
     * @param version its version there; where it is not given the version of its path is kept
     * @return empty if the path is none of this environment
     * @throws IllegalArgumentException if the other environment's layout holds a version and none is known
     */
    public Optional<RegistryPath> map(RegistryPath path, Environment to, Optional<String> version) {
        return layout.match(path)
                .map(place -> to.layout.fill(version.map(place::withVersion).orElse(place)));
    }
}
