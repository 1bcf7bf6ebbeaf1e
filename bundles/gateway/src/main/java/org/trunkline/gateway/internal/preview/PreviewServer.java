package org.trunkline.gateway.internal.preview;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.gateway.internal.Front.Traffic;
import org.trunkline.gateway.internal.Serving;

/** The HTTP server of the preview front, with the threads and the HTTP client that it needs. Opened once. */
final class PreviewServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PreviewServer.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int BACKLOG = 128;
    private static final int QUEUE = 1024;

    private final PreviewSettings settings;
    private final ThreadPoolExecutor requests;
    private final ExecutorService clientThreads;
    private final PreviewHandler handler;
    private final Watchdog watchdog = new Watchdog();
    private final TrafficCount traffic = new TrafficCount();
    private final InFlight inFlight = new InFlight();
    private volatile Optional<HttpServer> server = Optional.empty();
    private boolean closed;

    PreviewServer(PreviewSettings settings, Serving serving) {
        this.settings = Objects.requireNonNull(settings, "settings");
        requests = new ThreadPoolExecutor(
                settings.maxRequests(),
                settings.maxRequests(),
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                threads("trunkline-preview-"),
                // the thread that accepts connections: while it serves one, no others come in
                new ThreadPoolExecutor.CallerRunsPolicy());
        requests.allowCoreThreadTimeOut(true);
        clientThreads = Executors.newCachedThreadPool(threads("trunkline-preview-client-"));
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(clientThreads)
                .build();
        Dispatcher dispatcher = new Dispatcher(
                serving, settings.handlers(), new HttpBackEnd(client, settings.timeout(), watchdog), this::address);
        handler = new PreviewHandler(dispatcher, settings, watchdog, traffic, inFlight);
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** @throws IOException if it cannot listen there; it can be tried again */
    synchronized void open() throws IOException {
        if (closed) {
            return;
        }
        HttpServer opened = HttpServer.create(settings.address(), BACKLOG);
        opened.setExecutor(requests);
        opened.createContext("/", handler);
        // known before the first request can ask for it
        server = Optional.of(opened);
        opened.start();
    }

    /** Where it listens; empty while it does not. */
    Optional<URI> address() {
        return server.map(open -> {
            InetSocketAddress address = open.getAddress();
            InetAddress host = address.getAddress();
            String text = host.getHostAddress();
            return URI.create("http://" + (text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":" + address.getPort());
        });
    }

    Watchdog watchdog() {
        return watchdog;
    }

    Traffic traffic() {
        return traffic.sum();
    }

    /** Lets the requests under way end, within ten seconds; turns new ones away meanwhile. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        if (!inFlight.drain(DRAIN)) {
            LOG.warn("Requests were still under way after {}; the preview front breaks them off", DRAIN);
        }
        server.ifPresent(open -> open.stop(0));
        server = Optional.empty();
        requests.shutdownNow();
        clientThreads.shutdownNow();
    }
}
