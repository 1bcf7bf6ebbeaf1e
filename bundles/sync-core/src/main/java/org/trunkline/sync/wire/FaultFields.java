package org.trunkline.sync.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.internal.codec.ArtifactFields;

/** A store's exception as named strings: kind, message and the wait that was asked for. Its cause stays at home. */
final class FaultFields {

    private static final int MAX_MESSAGE = 4000;

    private FaultFields() {}

    static ArtifactFields put(ArtifactFields fields, ArtifactStoreException fault) {
        String message = String.valueOf(fault.getMessage());
        return fields.put("fault", fault.kind().name())
                .put("message", message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message)
                .put("retryAfterMillis", fault.retryAfter().map(wait -> Long.toString(wait.toMillis())));
    }

    static ArtifactStoreException read(ArtifactFields fields) throws IOException {
        Optional<Duration> retryAfter = fields.get("retryAfterMillis").isPresent()
                ? Optional.of(Duration.ofMillis(fields.number("retryAfterMillis")))
                : Optional.empty();
        return StoreFault.exception(fields.require("fault"), fields.require("message"), retryAfter)
                .orElseThrow(() -> new IOException("An unknown kind of fault"));
    }
}
