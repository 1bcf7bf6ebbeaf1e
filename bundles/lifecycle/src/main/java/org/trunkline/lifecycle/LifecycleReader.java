package org.trunkline.lifecycle;

import java.util.List;
import java.util.Optional;
import org.trunkline.lifecycle.internal.xml.AspectReader;

/**
 * Reads WSO2's lifecycle configuration: an {@code aspect} with a state chart inside. Document type declarations and with
 * them external entities are refused. Thread-safe.
 */
public final class LifecycleReader {

    /** The largest configuration, in characters. */
    public static final int MAX_LENGTH = 2_000_000;

    /**
     * Reads a configuration.
     *
     * @param xml the whole document
     * @param resources gives the text of a resource of the registry, for a configuration whose state chart is kept apart
     * @throws InvalidLifecycleException if it is no lifecycle
     */
    public LifecycleConfiguration read(String xml, Resources resources) throws InvalidLifecycleException {
        if (xml.length() > MAX_LENGTH) {
            throw new InvalidLifecycleException(List.of(new InvalidLifecycleException.Problem(
                    0,
                    0,
                    "a configuration of " + xml.length() + " characters is too long; " + MAX_LENGTH + " are allowed")));
        }
        return new AspectReader(resources).read(xml);
    }

    /** Where the state chart of a configuration of type {@code resource} comes from. */
    @FunctionalInterface
    public interface Resources {

        /** None of them is there. */
        Resources NONE = path -> Optional.empty();

        /** The text of a resource; empty if it is not there. */
        Optional<String> text(String path);
    }
}
