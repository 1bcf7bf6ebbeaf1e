package org.trunkline.sync.carbon.internal.component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactStore;

/**
 * Keeps exactly the configured service at work while services and stores come and go: a third party's of the configured name;
 * else, if the name is one of ours, one over the configured store; else none. One thread of its own decides and acts, so that
 * a slow service of a third party holds up nobody, and no lock is held while services are registered.
 *
 * @param <S> WSO2's interface
 */
final class Selection<S> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Selection.class);

    /** A service that goes away is let go before its bundle stops, unless it takes longer than this. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final Wanted wanted;
    private final Function<S, String> nameOf;
    private final Offers<S> offers;
    private final Duration patience;
    private final Consumer<String> report;
    private final ScheduledThreadPoolExecutor thread;

    // All below belongs to the thread.
    private final List<Candidate<S>> services = new ArrayList<>();
    private final List<Candidate<ArtifactStore>> stores = new ArrayList<>();
    private Object chosen;
    private Offers.Withdrawal withdrawal = () -> {};
    private String complaint = "";

    /**
     * @param patience how long something may be missing before that is reported: while a server starts, everything is
     * @param report is told once what is missing, and again when that changes
     */
    Selection(Wanted wanted, Function<S, String> nameOf, Offers<S> offers, Duration patience, Consumer<String> report) {
        this.wanted = Objects.requireNonNull(wanted, "wanted");
        this.nameOf = Objects.requireNonNull(nameOf, "nameOf");
        this.offers = Objects.requireNonNull(offers, "offers");
        this.patience = Objects.requireNonNull(patience, "patience");
        this.report = Objects.requireNonNull(report, "report");
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, "trunkline-selection-" + wanted.name());
            created.setDaemon(true);
            return created;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        complainLater();
    }

    void serviceCame(S service, Map<String, ?> properties) {
        submit(() -> {
            services.add(new Candidate<>(describe(service), service, properties));
            settle();
        });
    }

    /** Returns when the service is no longer used. */
    void serviceWent(S service) {
        waitFor(submit(() -> {
            services.removeIf(candidate -> candidate.service == service);
            settle();
        }));
    }

    void storeCame(ArtifactStore store, Map<String, ?> properties) {
        submit(() -> {
            stores.add(new Candidate<>(String.valueOf(properties.get(ArtifactStore.TYPE)), store, properties));
            settle();
        });
    }

    /** Returns when the store is no longer used. */
    void storeWent(ArtifactStore store) {
        waitFor(submit(() -> {
            stores.removeIf(candidate -> candidate.service == store);
            settle();
        }));
    }

    /** Withdraws what is offered, and ends. */
    @Override
    public void close() {
        waitFor(submit(() -> choose(null, () -> () -> {})));
        thread.shutdown();
    }

    private String describe(S service) {
        try {
            return String.valueOf(nameOf.apply(service));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "{} does not tell its name and is never used",
                    service.getClass().getName(),
                    e);
            return "";
        }
    }

    private void settle() {
        Optional<Candidate<S>> foreign = services.stream()
                .filter(candidate -> candidate.name.equals(wanted.name()))
                .min(Candidate.PREFERENCE);
        Optional<Candidate<ArtifactStore>> store = stores.stream()
                .filter(candidate -> wanted.own() && wanted.isStore(candidate.name))
                .min(Candidate.PREFERENCE);
        if (foreign.isPresent()) {
            S service = foreign.get().service;
            choose(service, () -> offers.useForeign(service));
        } else if (store.isPresent()) {
            ArtifactStore own = store.get().service;
            choose(own, () -> offers.useStore(own));
        } else {
            choose(null, () -> () -> {});
            complainLater();
        }
    }

    private void choose(Object choice, Supplier<Offers.Withdrawal> offer) {
        if (choice == chosen) {
            return;
        }
        Offers.Withdrawal previous = withdrawal;
        withdrawal = () -> {};
        chosen = null;
        previous.run();
        withdrawal = offer.get();
        chosen = choice;
        if (choice != null) {
            complaint = "";
        }
    }

    private void complainLater() {
        thread.schedule(this::complain, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void complain() {
        String missing = chosen == null ? wanted.missing() + "; there are: " + present() : "";
        if (!missing.isEmpty() && !missing.equals(complaint)) {
            complaint = missing;
            report.accept(missing);
        }
    }

    private List<String> present() {
        List<String> names = new ArrayList<>();
        services.forEach(candidate -> names.add("'" + candidate.name + "'"));
        stores.forEach(candidate -> names.add("store '" + candidate.name + "'"));
        return names;
    }

    private Future<?> submit(Runnable task) {
        try {
            return thread.submit(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("{} cannot be put to work or taken out of it", wanted, e);
                }
            });
        } catch (RejectedExecutionException e) {
            // Closed: everything is withdrawn already. Services still go one by one after that.
            return CompletableFuture.completedFuture(null);
        }
    }

    private void waitFor(Future<?> done) {
        try {
            done.get(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("{} is still in use {} s after it was to go", wanted, LONGEST_GOODBYE.toSeconds());
        } catch (ExecutionException e) {
            throw new IllegalStateException("A task of the selection catches its own exceptions", e);
        }
    }

    private static final class Candidate<T> {

        static final Comparator<Candidate<?>> PREFERENCE = Comparator.<Candidate<?>>comparingInt(
                        candidate -> candidate.ranking)
                .reversed();

        private final String name;
        private final T service;
        private final int ranking;

        Candidate(String name, T service, Map<String, ?> properties) {
            this.name = name;
            this.service = service;
            Object value = properties.get("service.ranking");
            this.ranking = value instanceof Integer ? (Integer) value : 0;
        }
    }
}
