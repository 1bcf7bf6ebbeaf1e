package org.trunkline.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file of settings cannot be used. The message lists everything that is wrong with it, each with its place. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }

    public static ConfigurationException of(Path file, List<Finding> errors) {
        String head = file + (errors.size() == 1 ? " has an error:" : " has " + errors.size() + " errors:");
        return new ConfigurationException(
                errors.stream().sorted().map(error -> "\n  " + error).collect(Collectors.joining("", head, "")));
    }
}
