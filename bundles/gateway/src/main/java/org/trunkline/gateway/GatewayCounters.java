package org.trunkline.gateway;

import java.time.Duration;
import java.util.Objects;

/**
 * What a gateway did since its start. Each number only grows.
 *
 * @param deployments artifacts taken over, again after a change included
 * @param removals artifacts undeployed
 * @param failures artifacts that could not be taken over
 * @param deployTime time spent on taking over and undeploying, all together
 * @param requests requests that the preview front answered
 * @param refusals those of them that it answered with 501, because it does not implement what the API asks for
 * @param backEndFailures those of them that it answered with 502 or 504
 * @param requestTime time from request to the end of its answer, all together
 */
public record GatewayCounters(
        long deployments,
        long removals,
        long failures,
        Duration deployTime,
        long requests,
        long refusals,
        long backEndFailures,
        Duration requestTime) {

    /** Nothing done yet. */
    public static final GatewayCounters NONE = new GatewayCounters(0, 0, 0, Duration.ZERO, 0, 0, 0, Duration.ZERO);

    public GatewayCounters {
        Objects.requireNonNull(deployTime, "deployTime");
        Objects.requireNonNull(requestTime, "requestTime");
    }
}
