package org.trunkline.rest.internal.gateway;

import org.trunkline.rest.internal.metrics.Measure;

/** What is measured of a gateway, under the name that Prometheus knows it by. */
public enum GatewayMeasure implements Measure {
    READY("trunkline.gateway.ready", false, "Whether the gateway has taken over a complete state"),
    DEPLOYED("trunkline.gateway.apis.deployed", false, "APIs that are deployed now"),
    FAILED("trunkline.gateway.apis.failed", false, "Artifacts that cannot be taken over now"),
    LAST_CONTACT(
            "trunkline.gateway.last.contact.seconds", false, "When the store answered last, as Unix time; 0 before"),
    DEPLOYMENTS("trunkline.gateway.deployments", true, "Artifacts taken over since the start"),
    REMOVALS("trunkline.gateway.removals", true, "Artifacts undeployed since the start"),
    FAILURES("trunkline.gateway.failures", true, "Artifacts that could not be taken over since the start"),
    REQUESTS("trunkline.gateway.preview.requests", true, "Requests that the preview front answered"),
    REQUEST_SECONDS("trunkline.gateway.preview.request.seconds", true, "Time that the preview front took for them");

    private final String meterName;
    private final boolean counter;
    private final String meaning;

    GatewayMeasure(String meterName, boolean counter, String meaning) {
        this.meterName = meterName;
        this.counter = counter;
        this.meaning = meaning;
    }

    @Override
    public String meterName() {
        return meterName;
    }

    @Override
    public boolean counter() {
        return counter;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
