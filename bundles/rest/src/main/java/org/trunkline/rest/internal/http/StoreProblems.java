package org.trunkline.rest.internal.http;

import org.trunkline.sync.ArtifactStoreException;

/** What a store's answer means for the one who asked through HTTP. */
final class StoreProblems {

    private static final long SECONDS_UNLESS_SAID = 5;

    HttpProblem of(ArtifactStoreException e) {
        return switch (e.kind()) {
            case UNAVAILABLE ->
                HttpProblem.of(503, "Store unavailable", e.getMessage())
                        .with(
                                "Retry-After",
                                Long.toString(e.retryAfter()
                                        .map(wait -> Math.max(1, wait.toSeconds()))
                                        .orElse(SECONDS_UNLESS_SAID)));
            case CONFLICT -> HttpProblem.of(409, "Conflict", e.getMessage());
            case REJECTED -> HttpProblem.of(422, "Refused by the store", e.getMessage());
        };
    }
}
