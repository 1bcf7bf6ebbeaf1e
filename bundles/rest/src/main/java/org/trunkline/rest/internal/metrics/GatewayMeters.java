package org.trunkline.rest.internal.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.rest.internal.gateway.GatewayMeasure;
import org.trunkline.rest.internal.gateway.GatewayPart;
import org.trunkline.rest.internal.node.NodeParts;

/** The measures of the gateway, there as long as the node has one. */
final class GatewayMeters {

    private final NodeParts parts;
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    GatewayMeters(NodeParts parts, MeterRegistry registry) {
        this.parts = parts;
        this.registry = registry;
    }

    /** Brings the meters in line with whether there is a gateway. */
    synchronized void refresh() {
        boolean present = parts.gateway().isPresent();
        if (present && meters.isEmpty()) {
            for (GatewayMeasure measure : GatewayMeasure.values()) {
                meters.add(register(measure));
            }
        } else if (!present) {
            meters.forEach(registry::remove);
            meters.clear();
        }
    }

    private Meter register(GatewayMeasure measure) {
        return measure.counter()
                ? FunctionCounter.builder(measure.meterName(), parts, p -> value(p, measure))
                        .description(measure.meaning())
                        .register(registry)
                : Gauge.builder(measure.meterName(), parts, p -> value(p, measure))
                        .description(measure.meaning())
                        .register(registry);
    }

    private static double value(NodeParts parts, GatewayMeasure measure) {
        return parts.gateway()
                .map(GatewayPart::measures)
                .map(measures -> measures.get(measure))
                .orElse(Double.NaN);
    }
}
