package org.trunkline.lifecycle.engine;

import java.time.Duration;

/**
 * How the engine behaves. Immutable.
 *
 * @param timeLimit of each execution and each validation
 * @param toleratesServerScripts whether an event that has a script for the server may happen. The script is not run in
 *     either case.
 */
public record EngineSettings(Duration timeLimit, boolean toleratesServerScripts) {

    public static final EngineSettings DEFAULT = new EngineSettings(Duration.ofSeconds(60), false);

    /** @throws IllegalArgumentException unless the limit is longer than nothing */
    public EngineSettings {
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("an execution cannot be done in " + timeLimit);
        }
    }
}
