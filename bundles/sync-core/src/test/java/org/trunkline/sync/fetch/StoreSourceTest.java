package org.trunkline.sync.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Samples;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.SyncEvent;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class StoreSourceTest {

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final LocalEventChannel events = new LocalEventChannel();
    private final StoreSource source = new StoreSource("DBRetriever", store, events);

    @AfterEach
    void close() {
        events.close();
        store.close();
    }

    @Test
    void fetchesEverythingForAGatewayThatHoldsNothing() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "other"));
        store.write(Samples.publish("c", "1", "L"));
        store.write(Samples.remove("c", "L"));

        try (ArtifactFetch fetch = source.fetch(Set.of("L"), Optional.empty())) {
            assertTrue(fetch.complete());
            assertEquals(source.head(), fetch.revision());
            assertEquals(Set.of("a"), ids(fetch));
        }
    }

    @Test
    void fetchesTheChangesWithTombstonesForAGatewayThatHoldsARevision() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        Revision held = store.write(Samples.publish("b", "1", "L"));
        store.write(Samples.remove("a", "L"));

        try (ArtifactFetch fetch = source.fetch(Set.of("L"), Optional.of(held))) {
            assertFalse(fetch.complete());
            ArtifactEntry entry = fetch.next().orElseThrow();
            assertEquals("a", entry.key().id());
            assertEquals(Instruction.REMOVE, entry.artifact().info().instruction());
            assertTrue(fetch.next().isEmpty());
        }
    }

    @Test
    void fetchesEverythingWhereTheStoreForgotTheRevision() throws Exception {
        Revision held = store.write(Samples.publish("a", "1", "L"));
        store.write(Samples.publish("b", "1", "L"));
        store.forget();

        try (ArtifactFetch fetch = source.fetch(Set.of("L"), Optional.of(held))) {
            assertTrue(fetch.complete());
            assertEquals(Set.of("a", "b"), ids(fetch));
        }
    }

    @Test
    void asksAgainWhenTheStoreMovedOnBetweenHeadAndSnapshot() throws Exception {
        store.write(Samples.publish("a", "1", "L"));
        MovingStore moving = new MovingStore(store, 3);

        try (ArtifactFetch fetch = new StoreSource("x", moving, events).fetch(Set.of("L"), Optional.empty())) {
            assertEquals(Set.of("a"), ids(fetch));
        }
        assertEquals(4, moving.snapshots);
    }

    @Test
    void givesUpOnAStoreThatAlwaysMovesOn() {
        MovingStore moving = new MovingStore(store, Integer.MAX_VALUE);
        StoreSource restless = new StoreSource("x", moving, events);

        ArtifactStoreException e =
                assertThrows(ArtifactStoreException.class, () -> restless.fetch(Set.of("L"), Optional.empty()));

        assertEquals(ArtifactStoreException.Kind.CONFLICT, e.kind());
        assertEquals(5, moving.snapshots);
    }

    @Test
    void passesOnTheHintsOfTheStoreAndOfTheEventsUntilItIsClosed() throws Exception {
        Semaphore hints = new Semaphore(0);
        Subscription subscription = source.watch(hints::release);

        store.write(Samples.publish("a", "1", "L"));
        assertTrue(hints.tryAcquire(10, TimeUnit.SECONDS), "a hint of the store");
        events.publish(List.of(new SyncEvent(ArtifactKey.synapse("L", "a"), Instruction.PUBLISH, Optional.empty())));
        assertTrue(hints.tryAcquire(10, TimeUnit.SECONDS), "a hint of an event");

        subscription.close();
        Semaphore later = new Semaphore(0);
        source.watch(later::release);
        hints.drainPermits();
        store.write(Samples.publish("a", "2", "L"));
        assertTrue(later.tryAcquire(10, TimeUnit.SECONDS));
        assertEquals(0, hints.availablePermits());
    }

    private static Set<String> ids(ArtifactFetch fetch) throws ArtifactStoreException {
        Set<String> ids = new TreeSet<>();
        for (Optional<ArtifactEntry> next = fetch.next(); next.isPresent(); next = fetch.next()) {
            ids.add(next.get().key().id());
        }
        return ids;
    }

    /** A store that has always dropped the revision by the time that it is read, so many times. */
    private static final class MovingStore implements ArtifactStore {

        private final ArtifactStore store;
        private final int conflicts;
        private int snapshots;

        MovingStore(ArtifactStore store, int conflicts) {
            this.store = store;
            this.conflicts = conflicts;
        }

        @Override
        public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
            snapshots++;
            if (snapshots <= conflicts) {
                throw ArtifactStoreException.conflict("Revision " + at + " is no longer kept");
            }
            return store.snapshot(labels, at);
        }

        @Override
        public Revision head() throws ArtifactStoreException {
            return store.head();
        }

        @Override
        public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
            return store.read(key);
        }

        @Override
        public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
            return store.read(key, at);
        }

        @Override
        public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
            return store.find(query);
        }

        @Override
        public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
                throws ArtifactStoreException {
            return store.changes(labels, from, to);
        }

        @Override
        public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
            return store.write(batch);
        }

        @Override
        public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
            return store.history(key, limit);
        }

        @Override
        public Subscription watch(Runnable listener) {
            return store.watch(listener);
        }
    }
}
