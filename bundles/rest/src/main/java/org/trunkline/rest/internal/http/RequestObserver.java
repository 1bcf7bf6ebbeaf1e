package org.trunkline.rest.internal.http;

import java.time.Duration;

/** Is told of each answer. Thread-safe. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * @param route the template of its path; a fixed word if there was no route, so that nobody can make up names
     * @param took from the request's arrival to the end of the answer
     */
    void answered(String method, String route, int status, Duration took);
}
