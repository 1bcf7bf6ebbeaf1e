package org.trunkline.gateway.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.gateway.GatewayStatus;
import org.trunkline.gateway.internal.preview.Previews;
import org.trunkline.gateway.internal.testing.Await;
import org.trunkline.gateway.internal.testing.Configurations;
import org.trunkline.gateway.internal.testing.Documents;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.fetch.StoreSource;
import org.trunkline.sync.publish.Publication;

/** A gateway with its preview front on a free port, fed by a store, as the components of the bundle would make it. */
public final class TestGateway implements AutoCloseable {

    private final LocalEventChannel events = new LocalEventChannel();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ArtifactStore store;
    private final GatewayNode node;
    private final AutoCloseable front;

    public TestGateway(ArtifactStore store, Path cache, Map<String, Object> gateway, Map<String, Object> preview) {
        this.store = store;
        Map<String, Object> values = new HashMap<>(Map.of(
                "gateway_labels",
                new String[] {"Production and Sandbox"},
                "cache_directory",
                cache.toString(),
                "poll_interval",
                50L,
                "deployment_retry_duration",
                50L));
        values.putAll(gateway);
        node = new GatewayNode(
                Configurations.of(GatewayConfig.class, values), new StoreSource("DBRetriever", store, events));
        front = Previews.open(preview, node);
    }

    public GatewayNode node() {
        return node;
    }

    public GatewayStatus status() {
        return node.status();
    }

    public URI address() throws Exception {
        Await.until(
                "the front is open: " + status().previewProblem(),
                () -> status().previewAddress().isPresent());
        return status().previewAddress().orElseThrow();
    }

    /** Publishes and waits until the gateway has tried to deploy it. */
    public void publish(Documents document, String... labels) throws Exception {
        publish(document.body(), labels);
    }

    public void publish(ArtifactBody body, String... labels) throws Exception {
        write(Publication.of(GatewayDocument.parse(body), Optional.empty())
                .publish(labels.length == 0 ? Set.of("Production and Sandbox") : Set.of(labels)));
    }

    public void remove(Documents document, String... labels) throws Exception {
        write(Publication.of(GatewayDocument.parse(document.body()), Optional.empty())
                .remove(labels.length == 0 ? Set.of("Production and Sandbox") : Set.of(labels)));
    }

    private void write(List<ArtifactWrite> batch) throws Exception {
        var revision = store.write(batch);
        node.wake();
        Await.until(
                "the gateway holds " + revision + ": " + status(),
                () -> status().heldRevision().filter(revision::equals).isPresent());
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address() + path)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try {
            front.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        node.stop();
        events.close();
    }
}
