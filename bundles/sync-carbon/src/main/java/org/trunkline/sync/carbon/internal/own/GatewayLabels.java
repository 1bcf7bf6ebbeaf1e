package org.trunkline.sync.carbon.internal.own;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.trunkline.sync.ArtifactKey;

/** The labels of a gateway, in the order in which they are configured. Immutable. */
public final class GatewayLabels {

    private final Set<String> labels;

    /** @throws IllegalArgumentException if there is none, or one that cannot be part of a key */
    public GatewayLabels(Collection<String> labels) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("A gateway needs at least one label");
        }
        labels.forEach(GatewayLabels::requireUsable);
        this.labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
    }

    private static void requireUsable(String label) {
        ArtifactKey.synapse(label, "any");
    }

    public Set<String> asSet() {
        return labels;
    }

    public boolean contains(String label) {
        return labels.contains(label);
    }

    /**
     * The labels that API Manager 4.x asks for in one argument: their names joined with {@code |}, in Base64 for URLs
     * without padding. One of the gateway's own labels is also taken as it is.
     *
     * @throws IllegalArgumentException if the argument is neither
     */
    Set<String> named(String argument) {
        if (contains(argument)) {
            return Set.of(argument);
        }
        Set<String> named = new LinkedHashSet<>();
        for (String label : decode(argument).split("\\|")) {
            requireUsable(label);
            named.add(label);
        }
        return named;
    }

    private static String decode(String argument) {
        try {
            byte[] joined = Base64.getUrlDecoder().decode(argument);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(joined))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "'" + argument + "' is neither a label of this gateway nor a list of labels in Base64", e);
        }
    }

    @Override
    public String toString() {
        return labels.toString();
    }
}
