package org.trunkline.registry.jdbc.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.registry.Environment;
import org.trunkline.registry.Environments;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceDraft;

/**
 * Makes the collections that a user looks for first: the three that every registry of WSO2 has, and those of the environments.
 * It works on a thread of its own, because the database need not answer yet.
 */
final class FirstCollections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstCollections.class);

    private static final List<RegistryPath> OF_EVERY_REGISTRY = Stream.of(
                    "/_system/local", "/_system/config", "/_system/governance")
            .map(RegistryPath::of)
            .toList();

    private final Registry registry;
    private final List<RegistryPath> paths;
    private final Duration pause;
    private final ScheduledThreadPoolExecutor thread;

    /** @param pause between two tries while the database is away */
    FirstCollections(Registry registry, Environments environments, Duration pause) {
        this.registry = registry;
        this.paths = Stream.concat(
                        OF_EVERY_REGISTRY.stream(), environments.all().stream().map(Environment::root))
                .toList();
        this.pause = pause;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "trunkline-registry-first");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.execute(this::makeAll);
    }

    private void makeAll() {
        try {
            for (RegistryPath path : paths) {
                make(path);
            }
            thread.shutdown();
        } catch (RegistryException e) {
            if (e.kind() == Kind.UNAVAILABLE && !thread.isShutdown()) {
                LOG.warn("The registry's first collections are made later: {}", e.getMessage());
                thread.schedule(this::makeAll, pause.toMillis(), TimeUnit.MILLISECONDS);
            } else if (!thread.isShutdown()) {
                LOG.error("The registry's first collections cannot be made: {}", e.getMessage());
                thread.shutdown();
            }
        }
    }

    private void make(RegistryPath path) throws RegistryException {
        if (registry.find(path).isPresent()) {
            return;
        }
        try {
            registry.put(path, ResourceDraft.collection().expectingNothing());
        } catch (RegistryException e) {
            if (e.kind() != Kind.CONFLICT) {
                throw e;
            }
            LOG.debug("Another node made {}", path, e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
