package org.trunkline.rest.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.trunkline.gateway.Gateway;
import org.trunkline.gateway.GatewayStatus;
import org.trunkline.registry.testkit.InMemoryRegistry;
import org.trunkline.rest.internal.health.Health;
import org.trunkline.rest.internal.health.Outcome;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.server.Node;
import org.trunkline.server.Problem;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.publish.StoreSink;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

/**
 * The management API in a Jetty of the version and with the settings that a node has, over a store in memory. The node's
 * other bundles are at the border: accounts, node and gateway are doubles.
 */
final class TestNode implements AutoCloseable {

    static final long MAX_BODY_SIZE = 100_000;

    /** Publishers write trunk, and a part of it is closed. */
    static final String[] REGISTRY_ACCESS = {
        "/_system/governance read=viewer",
        "/_system/governance/trunk read=viewer write=publisher",
        "/_system/governance/trunk/secret"
    };

    /** So few that tests notice when somebody who waits holds one of them. */
    static final int SERVER_THREADS = 8;

    /** Those of the component: an annotation of the whiteboard is not there at run time. */
    private static final List<String> PATTERNS = List.of("/api/*", "/health/*", "/metrics");

    final TestAccounts accounts = new TestAccounts();
    final InMemoryArtifactStore store = new InMemoryArtifactStore();
    final InMemoryRegistry registry = new InMemoryRegistry();
    final NodeParts parts = new NodeParts();
    final List<Problem> problems = new CopyOnWriteArrayList<>();
    final List<Outcome> ready = new CopyOnWriteArrayList<>();
    final List<Outcome> live = new CopyOnWriteArrayList<>();

    private final LocalEventChannel events = new LocalEventChannel();
    private final StoreSink sink = new StoreSink("DBSaver", store, events, MAX_BODY_SIZE);
    private final ManagementApi api = new ManagementApi(config(), node(), accounts, parts, this::health);
    private final Server server = new Server(new QueuedThreadPool(SERVER_THREADS));
    private final ServerConnector connector;
    private final Deque<Closeable> more = new ArrayDeque<>();

    /** A node that publishes, and has no gateway. */
    static TestNode start() throws Exception {
        TestNode node = new TestNode();
        node.bind(node.store);
        node.parts.bindSink(node.sink);
        node.parts.bindRegistry(node.registry);
        return node;
    }

    /** A node of a profile that has neither store nor saver nor gateway. */
    static TestNode startBare() throws Exception {
        return new TestNode();
    }

    private TestNode() throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.LEGACY);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        ServletHolder holder = new ServletHolder(api);
        holder.setAsyncSupported(true);
        for (String pattern : PATTERNS) {
            context.addServlet(holder, pattern);
        }
        server.setHandler(context);
        server.start();
    }

    ManagementApi api() {
        return api;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    void bind(ArtifactStore other) {
        parts.bindStore(other, Map.of(ArtifactStore.TYPE, "memory"));
    }

    /** Publishes into this store from now on, and reads from it. */
    void use(String type, ArtifactStore other) {
        parts.bindStore(other, Map.of(ArtifactStore.TYPE, type));
        parts.bindSink(new StoreSink("DBSaver", other, events, MAX_BODY_SIZE));
    }

    /** Also closes this, last opened first, once it answers no more. */
    void closeAtTheEnd(Closeable other) {
        more.push(other);
    }

    void bindGateway(GatewayStatus status) {
        parts.bindGateway(new Gateway() {
            @Override
            public GatewayStatus status() {
                return status;
            }

            @Override
            public void wake() {
                throw new AssertionError("The management API wakes no gateway");
            }
        });
    }

    private List<Outcome> health(String tag) {
        return new ArrayList<>(tag.equals(Health.READY) ? ready : live);
    }

    private Node node() {
        return new Node() {
            @Override
            public String name() {
                return "test-node";
            }

            @Override
            public String version() {
                return "0.1.0";
            }

            @Override
            public String profile() {
                return "publisher";
            }

            @Override
            public Instant startedAt() {
                return Instant.parse("2026-11-22T09:00:00Z");
            }

            @Override
            public URI managementAddress() {
                return URI.create("https://localhost:9443");
            }

            @Override
            public List<Problem> problems() {
                return List.copyOf(problems);
            }
        };
    }

    private static ManagementConfig config() {
        return new ManagementConfig() {
            @Override
            public long max_body_size() {
                return MAX_BODY_SIZE;
            }

            @Override
            public String[] rules() {
                return REGISTRY_ACCESS;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ManagementConfig.class;
            }
        };
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        api.stop();
        try {
            for (Closeable other : more) {
                other.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        events.close();
        store.close();
    }
}
