package org.trunkline.gateway.internal.mediation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a message can be sent.
 *
 * @param name for messages; empty if it has none
 * @param address where it is; what is left of the request's path behind the API's context is added to it
 * @param method the method to use instead of the request's
 * @param timeout how long its answer may take to begin, and how long it may stall
 * @param properties what is set on the message before it is sent
 */
public record Endpoint(
        Optional<String> name,
        UriTemplate address,
        Optional<String> method,
        Optional<Duration> timeout,
        List<Mediator> properties) {

    public Endpoint {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(timeout, "timeout");
        properties = List.copyOf(properties);
    }

    /** For messages: the name, or the address. */
    public String label() {
        return name.map(text -> "endpoint " + text).orElseGet(() -> "the endpoint " + address);
    }
}
