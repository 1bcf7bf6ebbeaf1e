package org.trunkline.registry.carbon.internal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.trunkline.registry.RegistryPath;
import org.wso2.carbon.registry.core.ResourcePath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.exceptions.ResourceNotFoundException;

/**
 * A path as WSO2's registry takes it: relative paths are below the root, slashes at the end and doubled ones do not count,
 * and parameters follow behind semicolons ({@code /a;version:3}, {@code /a;comments:7}). Immutable.
 *
 * @param asked what the caller wrote
 * @param text the path alone
 */
record Address(String asked, String text, OptionalLong version, ResourcePath parsed) {

    // WSO2's words and WSO2's characters; what it calls illegal besides, RegistryPath refuses.
    private static final Pattern ILLEGAL = Pattern.compile(".*[~!@#;%^*()+={}|\\\\<>\",'].*", Pattern.DOTALL);

    private static final String VERSION = "version";

    static Address of(String asked) throws RegistryException {
        if (asked == null || asked.isEmpty()) {
            throw new RegistryException("A path is missing: the registry was asked for '" + asked + "'.");
        }
        ResourcePath parsed = new ResourcePath(asked);
        String text = parsed.getPath().replaceAll("/{2,}", "/");
        if (text.length() > 1 && text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return new Address(asked, text, version(asked, parsed), parsed);
    }

    private static OptionalLong version(String asked, ResourcePath parsed) throws RegistryException {
        if (!parsed.parameterExists(VERSION)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(parsed.getParameterValue(VERSION)));
        } catch (NumberFormatException e) {
            throw new RegistryException("The path '" + asked + "' names no version: a version is a number.", e);
        }
    }

    /** A path that something is to be put at. */
    static RegistryPath toWrite(String asked) throws RegistryException {
        Address address = of(asked);
        if (ILLEGAL.matcher(asked).matches()) {
            throw new RegistryException(
                    "The path '" + asked + "' contains one or more illegal characters (~!@#;%^*()+={}|\\<>\"',)");
        }
        try {
            return RegistryPath.of(address.text);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(e.getMessage(), e);
        }
    }

    /** Where to look; empty if nothing can be there. */
    Optional<RegistryPath> find() {
        try {
            return Optional.of(RegistryPath.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    RegistryPath path() throws ResourceNotFoundException {
        return find().orElseThrow(() -> new ResourceNotFoundException(asked));
    }

    /**
     * The path of a present resource.
     *
     * @param what was to be done to it, for the message
     */
    RegistryPath current(String what) throws RegistryException {
        if (!parsed.isCurrentVersion()) {
            throw new RegistryException(
                    "Failed to " + what + " " + parsed + ". Given path refers to an archived version of the resource.");
        }
        return path();
    }

    /** A parameter with a value. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parsed.getParameterValue(name));
    }

    /** Whether a parameter is there, with a value or without. */
    boolean has(String name) {
        return parsed.parameterExists(name);
    }
}
