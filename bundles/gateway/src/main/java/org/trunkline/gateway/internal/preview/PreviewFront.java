package org.trunkline.gateway.internal.preview;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.gateway.internal.Front;
import org.trunkline.gateway.internal.Serving;
import org.trunkline.gateway.internal.synapse.SynapseApi;

/**
 * Opens the preview front's server as soon as the gateway lets it, and keeps trying where its port is taken. Thread-safe.
 */
final class PreviewFront implements Front, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PreviewFront.class);
    private static final long READY_POLL_MS = 20;
    private static final long RETRY_MS = 1000;
    private static final long WATCH_MS = 250;

    private final PreviewSettings settings;
    private final Serving serving;
    private final PreviewServer server;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trunkline-preview-timer");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<String> problem = Optional.of("The preview front is not open yet");

    PreviewFront(PreviewSettings settings, Serving serving) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.serving = Objects.requireNonNull(serving, "serving");
        this.server = new PreviewServer(settings, serving);
    }

    /** Returns at once. */
    void start() {
        timer.execute(this::openWhenDue);
        timer.scheduleWithFixedDelay(server.watchdog()::check, WATCH_MS, WATCH_MS, TimeUnit.MILLISECONDS);
    }

    private void openWhenDue() {
        if (serving.opensWhenReady() && !serving.ready()) {
            timer.schedule(this::openWhenDue, READY_POLL_MS, TimeUnit.MILLISECONDS);
            return;
        }
        try {
            server.open();
        } catch (IOException e) {
            Optional<String> reason = Optional.of("The preview front cannot listen on "
                    + settings.address().getHostString() + ":"
                    + settings.address().getPort() + ": " + e.getMessage()
                    + ". It is tried again; free the port, or change [preview] port or [server] offset.");
            if (!reason.equals(problem)) {
                LOG.error("{}", reason.get());
            }
            problem = reason;
            timer.schedule(this::openWhenDue, RETRY_MS, TimeUnit.MILLISECONDS);
            return;
        }
        problem = Optional.empty();
        LOG.info(
                "Preview front open at {}: for development and integration tests only",
                server.address().map(URI::toString).orElse("no address"));
        if (!settings.handlers().ignored().isEmpty()) {
            LOG.warn(
                    "The preview front serves APIs without these handlers and class mediators: {}",
                    settings.handlers().ignored());
        }
    }

    @Override
    public Optional<URI> address() {
        return server.address();
    }

    @Override
    public Optional<String> problem() {
        return server.address().isPresent() ? Optional.empty() : problem;
    }

    @Override
    public List<String> notImplemented(SynapseApi api) {
        return settings.handlers().missingAnywhere(api);
    }

    @Override
    public List<String> ignoredHandlers(SynapseApi api) {
        return settings.handlers().ignoredOf(api);
    }

    @Override
    public Traffic traffic() {
        return server.traffic();
    }

    /** Lets the requests under way end, within a bound. */
    @Override
    public void close() {
        server.close();
        timer.shutdownNow();
    }
}
