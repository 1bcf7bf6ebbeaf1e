package org.trunkline.rest.internal.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.trunkline.rest.internal.artifacts.WriteObserver;
import org.trunkline.rest.internal.gateway.GatewayMeasure;
import org.trunkline.rest.internal.gateway.GatewayPart;
import org.trunkline.rest.internal.github.DeliveryObserver;
import org.trunkline.rest.internal.github.DeliveryOutcome;
import org.trunkline.rest.internal.github.GitHubMeasure;
import org.trunkline.rest.internal.github.GitHubPart;
import org.trunkline.rest.internal.http.RequestObserver;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.rest.internal.store.StoreMount;
import org.trunkline.sync.Instruction;

/** Measures what the node does, and tells it in the words of Prometheus. */
public final class NodeMetrics implements RequestObserver, WriteObserver, DeliveryObserver, AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final PartMeters<GatewayMeasure> gateway;
    private final PartMeters<GitHubMeasure> github;

    public NodeMetrics(NodeParts parts, StoreMount mount) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        registry.gauge("trunkline.store.readers", mount, m -> m.readers().size());
        gateway = new PartMeters<>(
                List.of(GatewayMeasure.values()), () -> parts.gateway().map(GatewayPart::measures), registry);
        github = new PartMeters<>(
                List.of(GitHubMeasure.values()), () -> parts.github().map(GitHubPart::measures), registry);
    }

    @Override
    public void answered(String method, String route, int status, Duration took) {
        Timer.builder("trunkline.http.requests")
                .description("Requests to the management API")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    @Override
    public void written(Instruction instruction) {
        Counter.builder("trunkline.artifacts.written")
                .description("Artifacts that were published or removed through the management API")
                .tag("instruction", instruction.wireName())
                .register(registry)
                .increment();
    }

    @Override
    public void delivered(DeliveryOutcome outcome) {
        Counter.builder("trunkline.github.webhooks")
                .description("Deliveries of GitHub's webhook, by what became of them")
                .tag("outcome", outcome.tag())
                .register(registry)
                .increment();
    }

    String page() {
        gateway.refresh();
        github.refresh();
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
