package org.trunkline.rest.internal.http;

import java.util.Optional;

/**
 * One way in which a route may answer.
 *
 * @param meaning a phrase without a full stop
 * @param body what the answer carries; empty if nothing or, from status 400 on, a problem
 */
public record Answer(int status, String meaning, Optional<Media> body) {

    public static Answer empty(int status, String meaning) {
        return new Answer(status, meaning, Optional.empty());
    }

    public static Answer json(int status, String meaning, String schema) {
        return new Answer(status, meaning, Optional.of(new Media("application/json", schema)));
    }

    public static Answer of(int status, String meaning, Media media) {
        return new Answer(status, meaning, Optional.of(media));
    }
}
