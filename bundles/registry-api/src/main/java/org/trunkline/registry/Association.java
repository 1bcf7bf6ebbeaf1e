package org.trunkline.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/**
 * Says that a resource has to do with another one, or with something outside of the registry. It follows its resources
 * when they are moved, and goes when one of them is deleted. Immutable.
 *
 * @param target the path of a resource, or an absolute URI
 * @param type what it says, for example {@link #DEPENDS}; 1 to {@value #MAX_TYPE} characters
 */
public record Association(RegistryPath source, String target, String type) {

    /** The source needs the target. WSO2's name. */
    public static final String DEPENDS = "depends";

    /** The source is needed by the target. WSO2's name. */
    public static final String USED_BY = "usedBy";

    /** The longest type, in characters. */
    public static final int MAX_TYPE = 100;

    private static final int MAX_TARGET = 2_000;

    /** @throws IllegalArgumentException if target or type cannot be one */
    public Association {
        Objects.requireNonNull(source, "source");
        if (type.isBlank() || type.length() > MAX_TYPE) {
            throw new IllegalArgumentException(
                    "an association's type has 1 to " + MAX_TYPE + " characters, not '" + type + "'");
        }
        if (target.startsWith("/")) {
            target = RegistryPath.of(target).toString();
        } else if (!isAbsoluteUri(target)) {
            throw new IllegalArgumentException(
                    "an association's target is the path of a resource or an absolute URI, not '" + target + "'");
        }
    }

    public Association(RegistryPath source, RegistryPath target, String type) {
        this(source, target.toString(), type);
    }

    private static boolean isAbsoluteUri(String target) {
        try {
            return target.length() <= MAX_TARGET && new URI(target).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The target, if it is in the registry. */
    public Optional<RegistryPath> targetPath() {
        return target.startsWith("/") ? Optional.of(RegistryPath.of(target)) : Optional.empty();
    }

    /** Which end a resource is at. */
    public enum Direction {
        OUTGOING,
        INCOMING,
        BOTH
    }
}
