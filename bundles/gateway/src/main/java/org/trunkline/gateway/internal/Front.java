package org.trunkline.gateway.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trunkline.gateway.internal.synapse.SynapseApi;

/** What serves the gateway's APIs to clients, as far as the gateway's status tells of it. Thread-safe. */
public interface Front {

    /** Where it listens; empty while it does not. */
    Optional<URI> address();

    /** Why it does not listen although it should. */
    Optional<String> problem();

    /** What it does not implement of an API, each named. */
    List<String> notImplemented(SynapseApi api);

    /** The handlers of an API that it leaves out because it was told to. */
    List<String> ignoredHandlers(SynapseApi api);

    Traffic traffic();

    /** What it did since its start. */
    record Traffic(long requests, long refusals, long backEndFailures, Duration time) {

        public static final Traffic NONE = new Traffic(0, 0, 0, Duration.ZERO);
    }
}
