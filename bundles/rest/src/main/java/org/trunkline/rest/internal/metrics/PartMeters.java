package org.trunkline.rest.internal.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The measures of a part that not every node has, there as long as the part is. */
final class PartMeters<M extends Measure> {

    private final List<M> measures;
    private final Supplier<Optional<Map<M, Double>>> now;
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    /** @param now what is measured at this moment; empty while the node does not have the part */
    PartMeters(List<M> measures, Supplier<Optional<Map<M, Double>>> now, MeterRegistry registry) {
        this.measures = List.copyOf(measures);
        this.now = now;
        this.registry = registry;
    }

    /** Brings the meters in line with whether there is such a part. */
    synchronized void refresh() {
        boolean present = now.get().isPresent();
        if (present && meters.isEmpty()) {
            for (M measure : measures) {
                meters.add(register(measure));
            }
        } else if (!present) {
            meters.forEach(registry::remove);
            meters.clear();
        }
    }

    private Meter register(M measure) {
        return measure.counter()
                ? FunctionCounter.builder(measure.meterName(), this, meters -> meters.value(measure))
                        .description(measure.meaning())
                        .register(registry)
                : Gauge.builder(measure.meterName(), this, meters -> meters.value(measure))
                        .description(measure.meaning())
                        .register(registry);
    }

    private double value(M measure) {
        return now.get().map(all -> all.get(measure)).orElse(Double.NaN);
    }
}
