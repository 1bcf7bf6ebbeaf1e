package org.trunkline.registry.jdbc;

import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.jdbc.Connections;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Dialect;
import org.trunkline.jdbc.Drivers;
import org.trunkline.registry.RegistryException;

/** What all users of one registry have in common. */
final class Backbone implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backbone.class);

    private static final long COLLECT_AFTER_MILLIS = 500;
    private static final long LOOK_MILLIS = 60_000;
    private static final long GRACE_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final JdbcRegistrySettings settings;
    private final Clock clock;
    private final Connections connections;
    private final Transactions transactions;
    private final ContentCache contentCache = new ContentCache();
    private final Leases leases = new Leases();
    private final Collector collector;
    private final ScheduledThreadPoolExecutor background;
    private final AtomicBoolean collecting = new AtomicBoolean();

    Backbone(JdbcRegistrySettings settings, Drivers drivers, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        boolean embedded = settings.database().type() == DatabaseType.H2;
        Schema schema = new Schema(Dialect.of(settings.database().type()), clock);
        this.connections =
                new Connections("registry", settings.database(), drivers, schema.migration(), settings.durable());
        this.transactions = new Transactions(connections, new RegistryFailures(settings.database()));
        this.collector = new Collector(transactions, leases, embedded ? 0 : GRACE_MICROS);
        this.background = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "trunkline-registry-collector");
            thread.setDaemon(true);
            return thread;
        });
        background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        background.scheduleWithFixedDelay(this::tidyUp, COLLECT_AFTER_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    JdbcRegistrySettings settings() {
        return settings;
    }

    Transactions transactions() {
        return transactions;
    }

    ContentCache contentCache() {
        return contentCache;
    }

    Leases leases() {
        return leases;
    }

    long now() {
        return Micros.now(clock);
    }

    /** Something was deleted or replaced: what it left is collected soon. */
    void collectSoon() {
        if (collecting.compareAndSet(false, true)) {
            background.schedule(this::tidyUp, COLLECT_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tidyUp() {
        collecting.set(false);
        transactions.endAbandoned();
        try {
            collect();
        } catch (RegistryException e) {
            LOG.warn("What was deleted from the registry is collected later: {}", e.getMessage());
        }
    }

    /** Collects until there is nothing left. */
    void collect() throws RegistryException {
        boolean more = true;
        while (more && !background.isShutdown()) {
            more = collector.collect(now());
        }
    }

    @Override
    public void close() {
        background.shutdown();
        try {
            background.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.close();
    }
}
