package org.trunkline.sync.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * A store that keeps every state of every artifact in memory, and nothing beyond its own life. It keeps the whole contract
 * of {@link ArtifactStore} but durability. A test can make it {@linkplain #goAway unavailable}, {@linkplain #damage damage}
 * an artifact and make it {@linkplain #forget forget} its past. Safe for use by many threads.
 */
public final class InMemoryArtifactStore implements ArtifactStore, AutoCloseable {

    private final Object lock = new Object();
    private final String storeId = UUID.randomUUID().toString();
    private final Clock clock;
    private final NavigableMap<ArtifactKey, NavigableMap<Long, Artifact>> states = new TreeMap<>();
    private final Set<ArtifactKey> damaged = new HashSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService announcer = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), InMemoryArtifactStore::daemon, new DiscardPolicy());
    private long head;
    private long forgottenBefore;
    private boolean away;

    /** An empty store. */
    public InMemoryArtifactStore() {
        this(Clock.systemUTC());
    }

    /** An empty store that takes the time from a clock. */
    public InMemoryArtifactStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** From now on every call is answered with UNAVAILABLE. */
    public void goAway() {
        synchronized (lock) {
            away = true;
        }
    }

    /** Ends what {@link #goAway} began; everything stored is there as it was. */
    public void comeBack() {
        synchronized (lock) {
            away = false;
        }
        announce();
    }

    /** Makes every state of an artifact unreadable until the next write to its key. */
    public void damage(ArtifactKey key) {
        synchronized (lock) {
            damaged.add(Objects.requireNonNull(key, "key"));
        }
    }

    /** Keeps no revision before the head any more: {@link #changes} from them are gone, reads at them a CONFLICT. */
    public void forget() {
        synchronized (lock) {
            forgottenBefore = head;
            states.values()
                    .forEach(
                            history -> history.headMap(history.lastKey(), false).clear());
        }
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        synchronized (lock) {
            requireHere();
            return revision(head);
        }
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        Objects.requireNonNull(key, "key");
        synchronized (lock) {
            requireHere();
            return readAt(key, head);
        }
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        Objects.requireNonNull(key, "key");
        synchronized (lock) {
            requireHere();
            return readAt(key, kept(at));
        }
    }

    private Optional<Artifact> readAt(ArtifactKey key, long at) throws ArtifactStoreException {
        Optional<ArtifactEntry> entry = stateAt(key, at).map(this::entry);
        return entry.isPresent() ? Optional.of(entry.get().artifact()) : Optional.empty();
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        Objects.requireNonNull(query, "query");
        synchronized (lock) {
            requireHere();
            List<ArtifactInfo> found = new ArrayList<>();
            for (NavigableMap<Long, Artifact> history : states.values()) {
                ArtifactInfo latest = history.lastEntry().getValue().info();
                if (query.matches(latest)) {
                    found.add(latest);
                }
            }
            return found;
        }
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        Set<String> wanted = Set.copyOf(labels);
        synchronized (lock) {
            requireHere();
            return collect(wanted, kept(at), state -> state.info().instruction() == Instruction.PUBLISH);
        }
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        Set<String> wanted = Set.copyOf(labels);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        synchronized (lock) {
            requireHere();
            Optional<Long> start = number(from).filter(number -> number >= forgottenBefore);
            if (start.isEmpty()) {
                return Optional.empty();
            }
            long end = kept(to);
            return Optional.of(collect(
                    wanted,
                    end,
                    state -> number(state.info().revision())
                            .filter(number -> number > start.get())
                            .isPresent()));
        }
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        List<ArtifactWrite> writes = List.copyOf(batch);
        requireDistinctKeys(writes);
        Revision acknowledged;
        synchronized (lock) {
            requireHere();
            for (ArtifactWrite write : writes) {
                Optional<Revision> current =
                        stateAt(write.key(), head).map(state -> state.info().revision());
                if (!write.accepts(current)) {
                    throw ArtifactStoreException.conflict("Did not store " + write + ": expected was "
                            + (write.expectsAbsent()
                                    ? "nothing"
                                    : "revision " + write.expectedRevision().orElseThrow())
                            + ", found was "
                            + current.map(found -> "revision " + found).orElse("nothing")
                            + ". Read it again, then decide.");
                }
            }
            head++;
            acknowledged = revision(head);
            Instant now = clock.instant();
            for (ArtifactWrite write : writes) {
                states.computeIfAbsent(write.key(), key -> new TreeMap<>())
                        .put(head, artifact(write, acknowledged, now));
                damaged.remove(write.key());
            }
        }
        announce();
        return acknowledged;
    }

    private static Artifact artifact(ArtifactWrite write, Revision revision, Instant now) {
        ArtifactInfo info = new ArtifactInfo(
                write.key(),
                write.instruction(),
                write.api(),
                revision,
                now,
                write.savedBy(),
                write.body().size(),
                write.body().sha256());
        return new Artifact(info, write.body());
    }

    private static void requireDistinctKeys(List<ArtifactWrite> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("A batch must hold at least one artifact");
        }
        Set<ArtifactKey> keys = new HashSet<>();
        for (ArtifactWrite write : batch) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("The batch names " + write.key() + " twice");
            }
        }
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        Objects.requireNonNull(key, "key");
        if (limit < 1) {
            throw new IllegalArgumentException("The limit must be positive, it is " + limit);
        }
        synchronized (lock) {
            requireHere();
            List<ArtifactInfo> newestFirst = new ArrayList<>();
            NavigableMap<Long, Artifact> history = states.getOrDefault(key, new TreeMap<>());
            for (Artifact state : history.descendingMap().values()) {
                if (newestFirst.size() == limit) {
                    break;
                }
                newestFirst.add(state.info());
            }
            return newestFirst;
        }
    }

    @Override
    public Subscription watch(Runnable listener) {
        // An own object: the same listener may be registered twice, and each subscription ends its own registration.
        Runnable registration = Objects.requireNonNull(listener, "listener")::run;
        listeners.add(registration);
        return () -> listeners.remove(registration);
    }

    /** Ends the thread that calls the listeners. What is stored stays readable. */
    @Override
    public void close() {
        announcer.shutdown();
    }

    private void announce() {
        listeners.forEach(announcer::execute);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "trunkline-memory-store");
        thread.setDaemon(true);
        return thread;
    }

    private void requireHere() throws ArtifactStoreException {
        if (away) {
            throw ArtifactStoreException.unavailable("The store in memory was told to be away", null);
        }
    }

    private Optional<Artifact> stateAt(ArtifactKey key, long at) {
        return Optional.ofNullable(states.get(key))
                .map(history -> history.floorEntry(at))
                .map(Map.Entry::getValue);
    }

    private ArtifactEntry entry(Artifact state) {
        return damaged.contains(state.key())
                ? ArtifactEntry.unreadable(
                        state.key(),
                        ArtifactStoreException.rejected(
                                "Cannot read " + state.key() + ": it is damaged. Publish it again."))
                : ArtifactEntry.of(state);
    }

    private ArtifactCursor collect(Set<String> labels, long at, Predicate<Artifact> wanted) {
        List<ArtifactEntry> entries = new ArrayList<>();
        for (ArtifactKey key : states.keySet()) {
            if (key.kind() == ArtifactKey.Kind.SYNAPSE && labels.contains(key.label())) {
                stateAt(key, at).filter(wanted).map(this::entry).ifPresent(entries::add);
            }
        }
        return new Entries(entries.iterator());
    }

    private Revision revision(long number) {
        return Revision.of(storeId + "." + number);
    }

    /** Empty unless it is a revision that this store has made. */
    private Optional<Long> number(Revision revision) {
        String text = revision.toString();
        String prefix = storeId + ".";
        if (!text.startsWith(prefix) || !text.substring(prefix.length()).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text.substring(prefix.length()))).filter(number -> number <= head);
    }

    private long kept(Revision at) throws ArtifactStoreException {
        long number = number(Objects.requireNonNull(at, "revision"))
                .orElseThrow(() -> ArtifactStoreException.rejected(
                        "Revision " + at + " is not one of this store. Ask for its head."));
        if (number < forgottenBefore) {
            throw ArtifactStoreException.conflict("Revision " + at + " is no longer kept. Ask for the head again.");
        }
        return number;
    }

    /** What was collected while the lock was held, so that later writes are not seen. */
    private static final class Entries implements ArtifactCursor {

        private final Iterator<ArtifactEntry> rest;

        private Entries(Iterator<ArtifactEntry> rest) {
            this.rest = rest;
        }

        @Override
        public Optional<ArtifactEntry> next() {
            return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
        }

        @Override
        public void close() {
            // holds nothing but memory
        }
    }
}
