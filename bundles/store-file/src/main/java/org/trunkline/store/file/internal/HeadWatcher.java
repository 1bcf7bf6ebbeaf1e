package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Looks at the head at an interval and calls the listeners when it has changed. Where the file system tells of changes, it
 * looks at once; a mount does not tell of what other machines write, so the interval is what counts.
 *
 * <p>One thread, from the first listener until the store is closed.
 */
final class HeadWatcher implements AutoCloseable {

    /** Reads the head. */
    @FunctionalInterface
    interface Probe {
        Revision head() throws ArtifactStoreException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(HeadWatcher.class);

    private final Path directory;
    private final Probe probe;
    private final Duration interval;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Thread thread;
    private volatile boolean closed;

    HeadWatcher(Path directory, Probe probe, Duration interval) {
        this.directory = directory;
        this.probe = probe;
        this.interval = interval;
    }

    Subscription add(Runnable listener) {
        // An own object: a listener that was added twice is called until both subscriptions are closed.
        Runnable registration = Objects.requireNonNull(listener, "listener")::run;
        listeners.add(registration);
        start();
        return () -> listeners.remove(registration);
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            // Read here and not by the thread, so that a write that comes right behind this call is noticed.
            Optional<Revision> now = look(Optional.empty());
            thread = new Thread(() -> watch(now), "trunkline-file-store-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void watch(Optional<Revision> first) {
        Optional<Revision> last = first;
        try (Hints hints = Hints.of(directory)) {
            while (!closed) {
                hints.await(interval);
                Optional<Revision> now = look(last);
                if (!now.equals(last)) {
                    last = now;
                    listeners.forEach(HeadWatcher::call);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The head, or what it was before if it cannot be read: that says nothing about a change. */
    private Optional<Revision> look(Optional<Revision> before) {
        try {
            return Optional.of(probe.head());
        } catch (ArtifactStoreException e) {
            LOG.debug("The head cannot be read, looking again in {} ms", interval.toMillis(), e);
            return before;
        }
    }

    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            // The edge of this thread: one bad listener must not keep the others from hearing of changes.
            LOG.warn("A listener of the file store failed", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        listeners.clear();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Tells early that something may have changed, where the file system can. */
    private static final class Hints implements AutoCloseable {

        private final Optional<WatchService> service;

        private Hints(Optional<WatchService> service) {
            this.service = service;
        }

        static Hints of(Path directory) {
            try {
                WatchService service = FileSystems.getDefault().newWatchService();
                directory.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
                return new Hints(Optional.of(service));
            } catch (IOException e) {
                LOG.info("No hints about changes in {}, looking every so often instead", directory, e);
                return new Hints(Optional.empty());
            }
        }

        void await(Duration longest) throws InterruptedException {
            if (service.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(longest.toMillis());
                return;
            }
            WatchKey key = service.get().poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        }

        @Override
        public void close() {
            if (service.isPresent()) {
                try {
                    service.get().close();
                } catch (IOException e) {
                    LOG.debug("Could not end the hints about changes", e);
                }
            }
        }
    }
}
