package org.trunkline.sync.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Everything that {@link ArtifactStore} promises, as tests. The test of a store extends it and says how the store is
 * opened. The store is empty before each test and keeps at least 20 states of each artifact.
 */
public abstract class ArtifactStoreContract {

    private static final String PRODUCTION = "Production and Sandbox";
    private static final String INTERNAL = "Internal";
    private static final ApiIdentity PIZZA_SHACK = ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super");
    private static final ArtifactKey PIZZA = ArtifactKey.synapse(PRODUCTION, "7fbc3a0e-pizza");
    private static final ArtifactKey PIZZA_INTERNAL = ArtifactKey.synapse(INTERNAL, "7fbc3a0e-pizza");
    private static final ArtifactKey WEATHER = ArtifactKey.synapse(PRODUCTION, "91d2aa10-weather");
    private static final long DEADLINE_SECONDS = 30;

    private final List<ArtifactStore> opened = new ArrayList<>();
    private ArtifactStore store;

    // ---- what a store's test says about its store

    /**
     * Opens the store of the test that is running: empty the first time; when the store was closed and is opened again in
     * the same test, with what it held before.
     */
    protected abstract ArtifactStore open() throws Exception;

    /** Ends a store that {@link #open}, {@link #openSecond} or {@link #openKeeping} gave. */
    protected abstract void close(ArtifactStore open) throws Exception;

    /** A second instance on what the open store holds, as another process would have it; empty if it cannot be shared. */
    protected Optional<ArtifactStore> openSecond() throws Exception {
        return Optional.empty();
    }

    /**
     * Another empty store, beside that of {@link #open}, which keeps no more than so many states of each artifact; empty if
     * this cannot be set.
     */
    protected Optional<ArtifactStore> openKeeping(int states) throws Exception {
        return Optional.empty();
    }

    /**
     * Damages what is kept of an artifact's latest state, behind the store's back.
     *
     * @return whether it could be done
     */
    protected boolean damage(ArtifactKey key) throws Exception {
        return false;
    }

    /**
     * Whether {@link ArtifactInfo#revision()} is that of the write which made the state, wherever the state is read. A store
     * that cannot tell gives a later revision at which the artifact still has this state.
     */
    protected boolean namesTheWriteOfAState() {
        return true;
    }

    @BeforeEach
    final void openStore() throws Exception {
        store = keep(open());
    }

    @AfterEach
    final void closeStores() throws Exception {
        Collections.reverse(opened);
        for (ArtifactStore each : opened) {
            close(each);
        }
    }

    private ArtifactStore keep(ArtifactStore given) {
        opened.add(given);
        return given;
    }

    private void reopen() throws Exception {
        opened.remove(store);
        close(store);
        store = keep(open());
    }

    /** The second instance where there can be one, otherwise the store itself. */
    private ArtifactStore other() throws Exception {
        Optional<ArtifactStore> second = openSecond();
        return second.isPresent() ? keep(second.get()) : store;
    }

    // ---- head

    @Test
    void anEmptyStoreHasAHeadThatStays() throws Exception {
        assertEquals(store.head(), store.head());
    }

    @Test
    void theHeadChangesWithEveryWriteToARevisionThatNeverWas() throws Exception {
        Set<Revision> seen = new HashSet<>(Set.of(store.head()));

        for (int i = 0; i < 5; i++) {
            Revision acknowledged = store.write(List.of(publish(PIZZA, "same")));

            assertEquals(acknowledged, store.head());
            assertTrue(seen.add(acknowledged), "the revision was there before: " + acknowledged);
        }
    }

    @Test
    void aWriteGivesItsRevisionToEachArtifactOfTheBatch() throws Exception {
        Revision acknowledged = store.write(List.of(publish(PIZZA, "a"), remove(PIZZA_INTERNAL, "b")));

        assertEquals(acknowledged, read(PIZZA).info().revision());
        assertEquals(acknowledged, read(PIZZA_INTERNAL).info().revision());
    }

    // ---- read

    @Test
    void whatWasNeverStoredIsEmpty() throws Exception {
        store.write(List.of(publish(PIZZA, "a")));

        assertEquals(Optional.empty(), store.read(WEATHER));
        assertEquals(Optional.empty(), store.read(WEATHER, store.head()));
        assertEquals(List.of(), store.history(WEATHER, 10));
        assertEquals(List.of(), store.find(ArtifactQuery.all().apiId(WEATHER.id())));
    }

    @Test
    void bodiesComeBackByteForByte() throws Exception {
        byte[] everyValue = new byte[512];
        for (int i = 0; i < everyValue.length; i++) {
            everyValue[i] = (byte) i;
        }
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("every byte value", everyValue);
        bodies.put(
                "not UTF-8", new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff, (byte) 0xfe, (byte) 0xed, (byte) 0xa0});
        bodies.put("CRLF and lone CR", "{\r\n}\r\r\n\n".getBytes("UTF-8"));
        bodies.put("nothing", new byte[0]);
        bodies.put("one NUL", new byte[1]);
        bodies.put("byte order mark", "\ufeff{}".getBytes("UTF-8"));
        bodies.put("trailing blanks", "{} \t \n".getBytes("UTF-8"));
        bodies.put("just over 64 KiB", new byte[65_537]);

        for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
            ArtifactKey key = ArtifactKey.synapse(PRODUCTION, body.getKey());
            store.write(
                    List.of(ArtifactWrite.of(key, Instruction.PUBLISH, PIZZA_SHACK, ArtifactBody.of(body.getValue()))));
        }

        NavigableMap<ArtifactKey, Artifact> snapshot = snapshot(Set.of(PRODUCTION), store.head());
        for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
            ArtifactKey key = ArtifactKey.synapse(PRODUCTION, body.getKey());
            assertArrayEquals(body.getValue(), read(key).body().toByteArray(), body.getKey());
            assertArrayEquals(body.getValue(), snapshot.get(key).body().toByteArray(), body.getKey());
        }
    }

    @Test
    void anArtifactOf20MegabytesComesBackWhole() throws Exception {
        byte[] bytes = new byte[20 * 1024 * 1024];
        new Random(20).nextBytes(bytes);
        ArtifactBody body = ArtifactBody.of(bytes);

        store.write(List.of(ArtifactWrite.of(PIZZA, Instruction.PUBLISH, PIZZA_SHACK, body)));

        assertEquals(body, read(PIZZA).body());
        assertEquals(body, snapshot(Set.of(PRODUCTION), store.head()).get(PIZZA).body());
    }

    @Test
    void allThatIsKnownAboutAnArtifactComesBackTheSameEverywhere() throws Exception {
        ApiIdentity api = ApiIdentity.of("Ünïcode 'API' \"x\" %_ 😀", "v1;--", "tenant.example")
                .providedBy("admin-AT-tenant.example");
        ArtifactBody body = ArtifactBody.of("{}");
        Instant before = Instant.now().minusSeconds(2);

        Revision at = store.write(
                List.of(ArtifactWrite.of(PIZZA, Instruction.PUBLISH, api, body).by("maria o'hara")));

        ArtifactInfo info = read(PIZZA).info();
        assertEquals(PIZZA, info.key());
        assertEquals(Instruction.PUBLISH, info.instruction());
        assertEquals(api, info.api());
        assertEquals(at, info.revision());
        assertEquals(Optional.of("maria o'hara"), info.savedBy());
        assertEquals(body.size(), info.size());
        assertEquals(body.sha256(), info.sha256());
        assertFalse(info.savedAt().isBefore(before), "saved at " + info.savedAt());
        assertFalse(info.savedAt().isAfter(Instant.now().plusSeconds(2)), "saved at " + info.savedAt());
        assertEquals(info, store.read(PIZZA, at).orElseThrow().info());
        assertEquals(List.of(info), store.find(ArtifactQuery.all()));
        assertEquals(List.of(info), store.history(PIZZA, 1));
        assertEquals(info, snapshot(Set.of(PRODUCTION), at).get(PIZZA).info());
    }

    @Test
    void whatIsNotKnownIsEmpty() throws Exception {
        store.write(List.of(publish(PIZZA, "{}")));

        assertEquals(Optional.empty(), read(PIZZA).info().savedBy());
        assertEquals(Optional.empty(), read(PIZZA).info().api().provider());
    }

    @Test
    void aTombstoneStaysReadableWithItsBody() throws Exception {
        store.write(List.of(publish(PIZZA, "published")));
        Revision removed = store.write(List.of(remove(PIZZA, "tombstone")));

        Artifact tombstone = read(PIZZA);

        assertEquals(Instruction.REMOVE, tombstone.info().instruction());
        assertEquals("tombstone", tombstone.body().asText());
        assertEquals(tombstone, store.read(PIZZA, removed).orElseThrow());
    }

    @Test
    void anArtifactIsReadAsItWasAtEachRevision() throws Exception {
        Revision empty = store.head();
        Revision first = store.write(List.of(publish(PIZZA, "one")));
        Revision between = store.write(List.of(publish(WEATHER, "other")));
        Revision second = store.write(List.of(remove(PIZZA, "two")));
        Revision third = store.write(List.of(publish(PIZZA, "three")));

        assertEquals(Optional.empty(), store.read(PIZZA, empty));
        assertEquals("one", store.read(PIZZA, first).orElseThrow().body().asText());
        assertCameWith(first, store.read(PIZZA, between).orElseThrow().info());
        assertEquals("two", store.read(PIZZA, second).orElseThrow().body().asText());
        assertEquals("three", store.read(PIZZA, third).orElseThrow().body().asText());
    }

    @Test
    void aRevisionOfAnotherStoreIsRejected() throws Exception {
        store.write(List.of(publish(PIZZA, "a")));
        for (Revision foreign : foreignRevisions()) {
            assertFails(Kind.REJECTED, () -> store.read(PIZZA, foreign));
            assertFails(Kind.REJECTED, () -> store.snapshot(Set.of(PRODUCTION), foreign));
        }
    }

    /** Other stores' revisions, among them some that look nearly like one of this store. */
    private List<Revision> foreignRevisions() throws Exception {
        String head = store.head().toString();
        return List.of(
                Revision.of("0"),
                Revision.of("-1"),
                Revision.of("nonsense"),
                Revision.of("../../etc/passwd"),
                Revision.of("0f8fad5b-d9cb-469f-a165-70867728950e.1"),
                Revision.of("9".repeat(200)),
                Revision.of("x" + head),
                Revision.of(head + "'"));
    }

    @Test
    void nullIsNotAccepted() {
        assertThrows(NullPointerException.class, () -> store.read(null));
        assertThrows(NullPointerException.class, () -> store.read(null, store.head()));
        assertThrows(NullPointerException.class, () -> store.read(PIZZA, null));
        assertThrows(NullPointerException.class, () -> store.find(null));
        assertThrows(NullPointerException.class, () -> store.snapshot(null, store.head()));
        assertThrows(NullPointerException.class, () -> store.snapshot(Set.of(), null));
        assertThrows(NullPointerException.class, () -> store.changes(null, store.head(), store.head()));
        assertThrows(NullPointerException.class, () -> store.changes(Set.of(), null, store.head()));
        assertThrows(NullPointerException.class, () -> store.changes(Set.of(), store.head(), null));
        assertThrows(NullPointerException.class, () -> store.write(null));
        assertThrows(NullPointerException.class, () -> store.write(Collections.singletonList(null)));
        assertThrows(NullPointerException.class, () -> store.history(null, 1));
        assertThrows(NullPointerException.class, () -> store.watch(null));
    }

    // ---- find

    @Test
    void findsByEachPartAcrossLabels() throws Exception {
        ApiIdentity newer = ApiIdentity.of("PizzaShackAPI", "2.0.0", "carbon.super");
        ApiIdentity elsewhere = ApiIdentity.of("PizzaShackAPI", "1.0.0", "other.tenant");
        ArtifactKey newerKey = ArtifactKey.synapse(PRODUCTION, "newer");
        ArtifactKey elsewhereKey = ArtifactKey.synapse(INTERNAL, "elsewhere");
        ArtifactBody body = ArtifactBody.of("{}");
        store.write(List.of(
                publish(PIZZA, "{}"),
                remove(PIZZA_INTERNAL, "{}"),
                ArtifactWrite.of(newerKey, Instruction.PUBLISH, newer, body),
                ArtifactWrite.of(elsewhereKey, Instruction.PUBLISH, elsewhere, body)));

        assertFinds(ArtifactQuery.all(), PIZZA, PIZZA_INTERNAL, newerKey, elsewhereKey);
        assertFinds(ArtifactQuery.all().label(PRODUCTION), PIZZA, newerKey);
        assertFinds(ArtifactQuery.all().apiId(PIZZA.id()), PIZZA, PIZZA_INTERNAL);
        assertFinds(ArtifactQuery.all().name("PizzaShackAPI"), PIZZA, PIZZA_INTERNAL, newerKey, elsewhereKey);
        assertFinds(ArtifactQuery.all().version("2.0.0"), newerKey);
        assertFinds(ArtifactQuery.all().tenant("other.tenant"), elsewhereKey);
        assertFinds(ArtifactQuery.all().instruction(Instruction.REMOVE), PIZZA_INTERNAL);
        assertFinds(
                ArtifactQuery.all().name("PizzaShackAPI").version("1.0.0").tenant("carbon.super"),
                PIZZA,
                PIZZA_INTERNAL);
        assertFinds(ArtifactQuery.all().label(INTERNAL).tenant("carbon.super").instruction(Instruction.PUBLISH));
    }

    @Test
    void findsExactMatchesOnly() throws Exception {
        List<String> names =
                List.of("Pizza", "pizza", "PIZZA", "Pizza ", " Pizza", "Pizz_", "Pizz%", "%", "Pizzä", "Pizza\u0308");
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            batch.add(ArtifactWrite.of(
                    ArtifactKey.synapse(PRODUCTION, "api-" + i),
                    Instruction.PUBLISH,
                    ApiIdentity.of(names.get(i), names.get(i), names.get(i)),
                    ArtifactBody.of("{}")));
        }
        store.write(batch);

        for (int i = 0; i < names.size(); i++) {
            ArtifactKey key = ArtifactKey.synapse(PRODUCTION, "api-" + i);
            assertFinds(ArtifactQuery.all().name(names.get(i)), key);
            assertFinds(ArtifactQuery.all().version(names.get(i)), key);
            assertFinds(ArtifactQuery.all().tenant(names.get(i)), key);
        }
    }

    @Test
    void findsTheLatestStateInTheOrderOfTheKeys() throws Exception {
        List<ArtifactKey> keys = new ArrayList<>();
        for (String part : List.of("b", "a", "B", "A", "ä", "10", "9", "\uffee", "😀", "a b")) {
            keys.add(ArtifactKey.synapse(part, part));
            keys.add(ArtifactKey.synapse("a", "id " + part));
        }
        for (ArtifactKey key : keys) {
            store.write(List.of(publish(key, "old")));
        }
        Revision latest =
                store.write(keys.stream().map(key -> publish(key, "new")).collect(Collectors.toList()));

        List<ArtifactInfo> found = store.find(ArtifactQuery.all());

        assertEquals(
                new ArrayList<>(new TreeSet<>(keys)),
                found.stream().map(ArtifactInfo::key).collect(Collectors.toList()));
        assertTrue(found.stream().allMatch(info -> info.revision().equals(latest)));
    }

    @Test
    void revisionArchivesAreFoundByTheirApiAndAreOfNoLabel() throws Exception {
        ArtifactKey archive = ArtifactKey.revisionArchive(PIZZA.id(), "revision-1");
        ArtifactKey confusing = ArtifactKey.revisionArchive(PRODUCTION, PIZZA.id());
        Revision empty = store.head();
        Revision head = store.write(List.of(publish(PIZZA, "a"), publish(archive, "b"), publish(confusing, "c")));

        assertEquals("b", read(archive).body().asText());
        assertEquals("c", read(confusing).body().asText());
        assertEquals("a", read(PIZZA).body().asText());
        assertFinds(ArtifactQuery.all(), PIZZA);
        assertFinds(ArtifactQuery.all().apiId(PIZZA.id()), PIZZA, archive);
        assertFinds(ArtifactQuery.all().apiId(PRODUCTION), confusing);
        assertEquals(
                Set.of(PIZZA), snapshot(Set.of(PRODUCTION, PIZZA.id()), head).keySet());
        assertEquals(
                Set.of(PIZZA),
                changes(Set.of(PRODUCTION, PIZZA.id()), empty, head).keySet());
    }

    // ---- snapshot

    @Test
    void aSnapshotHoldsWhatIsPublishedForItsLabelsAndNoTombstone() throws Exception {
        ArtifactKey unwanted = ArtifactKey.synapse("Unwanted", "x");
        store.write(List.of(publish(PIZZA, "a"), publish(PIZZA_INTERNAL, "b"), publish(unwanted, "c")));
        store.write(List.of(publish(WEATHER, "d")));
        Revision head = store.write(List.of(remove(PIZZA, "gone")));

        assertEquals(Set.of(WEATHER), snapshot(Set.of(PRODUCTION), head).keySet());
        assertEquals(
                Set.of(WEATHER, PIZZA_INTERNAL),
                snapshot(Set.of(PRODUCTION, INTERNAL), head).keySet());
        assertEquals(
                "b", snapshot(Set.of(INTERNAL), head).get(PIZZA_INTERNAL).body().asText());
    }

    @Test
    void aLabelWithoutArtifactsAddsNothing() throws Exception {
        Revision empty = store.head();
        assertEquals(Map.of(), snapshot(Set.of(PRODUCTION), empty));

        Revision head = store.write(List.of(publish(PIZZA, "a")));

        assertEquals(Map.of(), snapshot(Set.of(), head));
        assertEquals(Map.of(), snapshot(Set.of("Nobody's label"), head));
        assertEquals(Map.of(), changes(Set.of("Nobody's label"), empty, head));
        assertEquals(
                Set.of(PIZZA),
                snapshot(Set.of("Nobody's label", PRODUCTION), head).keySet());
    }

    @Test
    void aSnapshotDoesNotSeeWritesThatComeWhileItIsRead() throws Exception {
        Map<ArtifactKey, String> held = new TreeMap<>();
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ArtifactKey key = ArtifactKey.synapse(PRODUCTION, "api-" + i);
            held.put(key, "body " + i);
            batch.add(publish(key, "body " + i));
        }
        Revision at = store.write(batch);
        Map<ArtifactKey, String> seen = new TreeMap<>();

        try (ArtifactCursor cursor = store.snapshot(Set.of(PRODUCTION), at)) {
            for (int i = 0; i < 50; i++) {
                Artifact artifact = cursor.next().orElseThrow().artifact();
                seen.put(artifact.key(), artifact.body().asText());
                store.write(List.of(
                        i % 2 == 0
                                ? remove(ArtifactKey.synapse(PRODUCTION, "api-" + (49 - i)), "gone")
                                : publish(ArtifactKey.synapse(PRODUCTION, "api-" + (49 - i)), "changed"),
                        publish(ArtifactKey.synapse(PRODUCTION, "new-" + i), "new")));
            }
            assertEquals(Optional.empty(), cursor.next());
            assertEquals(Optional.empty(), cursor.next());
        }

        assertEquals(held, seen);
    }

    @Test
    void aSnapshotOfAnEarlierRevisionIsWhatWasThereThen() throws Exception {
        Revision empty = store.head();
        Revision first = store.write(List.of(publish(PIZZA, "one"), publish(WEATHER, "w")));
        store.write(List.of(remove(PIZZA, "gone")));
        Revision third = store.write(List.of(publish(PIZZA, "three")));

        assertEquals(Map.of(), snapshot(Set.of(PRODUCTION), empty));
        assertEquals(
                "one", snapshot(Set.of(PRODUCTION), first).get(PIZZA).body().asText());
        assertEquals(Set.of(PIZZA, WEATHER), snapshot(Set.of(PRODUCTION), first).keySet());
        assertEquals(
                "three", snapshot(Set.of(PRODUCTION), third).get(PIZZA).body().asText());
    }

    @Test
    void aCursorCanBeClosedEarlyAndTwice() throws Exception {
        Revision head = store.write(List.of(publish(PIZZA, "a"), publish(WEATHER, "b")));

        ArtifactCursor cursor = store.snapshot(Set.of(PRODUCTION), head);
        assertTrue(cursor.next().isPresent());
        cursor.close();
        cursor.close();

        store.write(List.of(publish(PIZZA, "c")));
        assertEquals("c", read(PIZZA).body().asText());
    }

    // ---- changes

    @Test
    void changesNameEachKeyOnceInItsLatestStateWithTombstones() throws Exception {
        store.write(List.of(publish(PIZZA, "1"), publish(WEATHER, "1"), publish(PIZZA_INTERNAL, "1")));
        Revision from = store.head();
        store.write(List.of(publish(PIZZA, "2")));
        store.write(List.of(publish(PIZZA, "3"), publish(PIZZA_INTERNAL, "3")));
        Revision middle = store.write(List.of(remove(WEATHER, "removed")));
        Revision to = store.write(List.of(publish(PIZZA, "5")));

        NavigableMap<ArtifactKey, Artifact> all = changes(Set.of(PRODUCTION), from, to);
        assertEquals(Set.of(PIZZA, WEATHER), all.keySet());
        assertEquals("5", all.get(PIZZA).body().asText());
        assertEquals(Instruction.REMOVE, all.get(WEATHER).info().instruction());
        assertEquals("removed", all.get(WEATHER).body().asText());
        assertEquals(
                "3", changes(Set.of(PRODUCTION), from, middle).get(PIZZA).body().asText());
        assertEquals(Set.of(PIZZA), changes(Set.of(PRODUCTION), middle, to).keySet());
        assertEquals(Map.of(), changes(Set.of(PRODUCTION), to, to));
        assertEquals(
                Set.of(PIZZA, WEATHER, PIZZA_INTERNAL),
                changes(Set.of(PRODUCTION, INTERNAL), from, to).keySet());
    }

    @Test
    void changesFromARevisionOfAnotherStoreAreGone() throws Exception {
        Revision head = store.write(List.of(publish(PIZZA, "a")));

        for (Revision foreign : foreignRevisions()) {
            assertTrue(store.changes(Set.of(PRODUCTION), foreign, head).isEmpty(), "from " + foreign);
        }
    }

    @Test
    void changesFromTheEmptyStoreAreEverythingOrGone() throws Exception {
        Revision empty = store.head();
        Revision head = store.write(List.of(publish(PIZZA, "a"), remove(WEATHER, "b")));

        Optional<ArtifactCursor> changes = store.changes(Set.of(PRODUCTION), empty, head);

        if (changes.isPresent()) {
            assertEquals(
                    Set.of(PIZZA, WEATHER), Cursors.artifacts(changes.get()).keySet());
        }
    }

    @Test
    void whateverIsWrittenTheStoreAgreesWithANaiveModel() throws Exception {
        long seed = new Random().nextLong();
        System.out.println(getClass().getSimpleName() + ": model run with seed " + seed);
        try {
            runAgainstModel(new Random(seed));
        } catch (AssertionError | Exception e) {
            throw new AssertionError("The model run with seed " + seed + " failed: " + e.getMessage(), e);
        }
    }

    private void runAgainstModel(Random random) throws Exception {
        List<String> labels = List.of(PRODUCTION, INTERNAL, "../x");
        List<ArtifactKey> keys = new ArrayList<>();
        for (String label : labels) {
            IntStream.range(0, 4).forEach(i -> keys.add(ArtifactKey.synapse(label, "api " + i)));
        }
        NaiveModel model = new NaiveModel(store.head());
        for (int step = 0; step < 50; step++) {
            List<ArtifactWrite> batch = randomBatch(random, keys, model);
            if (batch.stream()
                    .allMatch(write ->
                            write.accepts(model.read(write.key(), model.head()).map(state -> state.revision)))) {
                model.wrote(batch, store.write(batch));
            } else {
                assertFails(Kind.CONFLICT, () -> store.write(batch));
            }
            if (step % 17 == 16) {
                reopen();
            }
            assertAgrees(model, random, labels, keys);
        }
        for (ArtifactKey key : keys) {
            assertEquals(
                    model.history(key),
                    store.history(key, 100).stream().map(ArtifactInfo::revision).collect(Collectors.toList()));
        }
    }

    private static List<ArtifactWrite> randomBatch(Random random, List<ArtifactKey> keys, NaiveModel model) {
        List<ArtifactKey> chosen = new ArrayList<>(keys);
        // 20 states of each artifact are what every store keeps
        chosen.removeIf(key -> model.history(key).size() == 20);
        Collections.shuffle(chosen, random);
        List<ArtifactWrite> batch = new ArrayList<>();
        for (ArtifactKey key : chosen.subList(0, 1 + random.nextInt(3))) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            ArtifactWrite write = ArtifactWrite.of(
                    key,
                    random.nextInt(4) == 0 ? Instruction.REMOVE : Instruction.PUBLISH,
                    PIZZA_SHACK,
                    ArtifactBody.of(body));
            List<Revision> history = model.history(key);
            switch (random.nextInt(6)) {
                case 0:
                    batch.add(write.expectingAbsent());
                    break;
                case 1:
                    batch.add(history.isEmpty() ? write : write.expecting(history.get(random.nextInt(history.size()))));
                    break;
                default:
                    batch.add(write);
            }
        }
        return batch;
    }

    private void assertAgrees(NaiveModel model, Random random, List<String> labels, List<ArtifactKey> keys)
            throws Exception {
        assertEquals(model.head(), store.head());
        List<Revision> revisions = model.revisions();
        int to = random.nextInt(revisions.size());
        int from = random.nextInt(to + 1);
        Set<String> wanted = new HashSet<>(labels.subList(random.nextInt(2), 2 + random.nextInt(2)));
        assertSame(model.snapshot(wanted, model.head()), snapshot(wanted, model.head()));
        assertSame(model.snapshot(wanted, revisions.get(to)), snapshot(wanted, revisions.get(to)));
        Optional<ArtifactCursor> changes = store.changes(wanted, revisions.get(from), revisions.get(to));
        if (changes.isPresent()) {
            assertSame(model.changes(wanted, revisions.get(from), revisions.get(to)), Cursors.artifacts(changes.get()));
        }
        for (ArtifactKey key : keys) {
            Optional<NaiveModel.State> expected = model.read(key, revisions.get(to));
            assertEquals(
                    expected.map(state -> state.write.body()),
                    store.read(key, revisions.get(to)).map(Artifact::body),
                    () -> key + " at " + revisions.get(to));
        }
    }

    private void assertSame(Map<ArtifactKey, NaiveModel.State> expected, Map<ArtifactKey, Artifact> actual)
            throws ArtifactStoreException {
        assertEquals(expected.keySet(), actual.keySet());
        for (Map.Entry<ArtifactKey, NaiveModel.State> each : expected.entrySet()) {
            ArtifactKey key = each.getKey();
            NaiveModel.State state = each.getValue();
            ArtifactInfo info = actual.get(key).info();
            assertCameWith(state.revision, info);
            assertEquals(state.write.instruction(), info.instruction(), key::toString);
            assertEquals(state.write.body(), actual.get(key).body(), key::toString);
        }
    }

    /** The state came with this write; a store that cannot tell has at least the same state at both revisions. */
    private void assertCameWith(Revision written, ArtifactInfo info) throws ArtifactStoreException {
        if (namesTheWriteOfAState()) {
            assertEquals(written, info.revision(), info::toString);
            return;
        }
        ArtifactInfo then = store.read(info.key(), written).orElseThrow().info();
        ArtifactInfo named =
                store.read(info.key(), info.revision()).orElseThrow().info();
        for (ArtifactInfo each : List.of(then, named)) {
            assertEquals(info.instruction(), each.instruction(), info::toString);
            assertEquals(info.sha256(), each.sha256(), info::toString);
            assertEquals(info.savedAt(), each.savedAt(), info::toString);
        }
    }

    // ---- write

    @Test
    void anEmptyBatchIsRefused() throws Exception {
        Revision before = store.head();

        assertThrows(IllegalArgumentException.class, () -> store.write(List.of()));

        assertEquals(before, store.head());
    }

    @Test
    void aBatchThatNamesAKeyTwiceIsRefused() throws Exception {
        Revision before = store.head();

        assertThrows(
                IllegalArgumentException.class,
                () -> store.write(List.of(publish(PIZZA, "a"), publish(WEATHER, "b"), publish(PIZZA, "c"))));

        assertEquals(before, store.head());
        assertEquals(Optional.empty(), store.read(PIZZA));
        assertEquals(Optional.empty(), store.read(WEATHER));
    }

    @Test
    void anExpectedRevisionLetsTheWriteThroughOnlyWhileItIsTheLatest() throws Exception {
        Revision first = store.write(List.of(publish(PIZZA, "one")));
        store.write(List.of(publish(WEATHER, "another key does not matter")));
        Revision second = store.write(List.of(publish(PIZZA, "two").expecting(first)));

        assertFails(
                Kind.CONFLICT, () -> store.write(List.of(publish(PIZZA, "late").expecting(first))));
        assertFails(
                Kind.CONFLICT,
                () -> store.write(List.of(publish(PIZZA_INTERNAL, "x").expecting(first))));
        assertFails(Kind.CONFLICT, () -> store.write(List.of(publish(PIZZA, "x").expecting(Revision.of("nonsense")))));

        assertEquals(second, read(PIZZA).info().revision());
        assertEquals(Optional.empty(), store.read(PIZZA_INTERNAL));
    }

    @Test
    void theRevisionThatAnyReadGivesCanBeExpectedAfterwards() throws Exception {
        Revision empty = store.head();
        store.write(List.of(publish(PIZZA, "one")));
        store.write(List.of(publish(WEATHER, "another key does not matter")));

        store.write(List.of(publish(PIZZA, "two").expecting(read(PIZZA).info().revision())));
        Revision ofFind =
                store.find(ArtifactQuery.all().apiId(PIZZA.id())).get(0).revision();
        store.write(List.of(publish(PIZZA, "three").expecting(ofFind)));
        Revision ofSnapshot =
                snapshot(Set.of(PRODUCTION), store.head()).get(PIZZA).info().revision();
        store.write(List.of(publish(PIZZA, "four").expecting(ofSnapshot)));
        store.write(List.of(publish(WEATHER, "another key does not matter")));
        Revision ofChanges = changes(Set.of(PRODUCTION), empty, store.head())
                .get(PIZZA)
                .info()
                .revision();
        store.write(List.of(publish(PIZZA, "five").expecting(ofChanges)));
        store.write(List.of(
                publish(PIZZA, "six").expecting(store.history(PIZZA, 1).get(0).revision())));

        assertEquals("six", read(PIZZA).body().asText());
        assertFails(
                Kind.CONFLICT, () -> store.write(List.of(publish(PIZZA, "late").expecting(ofChanges))));
    }

    @Test
    void expectingAbsentIsRefusedOverATombstoneToo() throws Exception {
        store.write(List.of(publish(PIZZA, "first").expectingAbsent()));
        assertFails(
                Kind.CONFLICT,
                () -> store.write(List.of(publish(PIZZA, "second").expectingAbsent())));

        store.write(List.of(remove(PIZZA, "removed")));

        assertFails(
                Kind.CONFLICT, () -> store.write(List.of(publish(PIZZA, "third").expectingAbsent())));
        assertEquals("removed", read(PIZZA).body().asText());
    }

    @Test
    void anExpectationThatFailsInTheMiddleOfABatchChangesNothing() throws Exception {
        Revision stored = store.write(List.of(publish(PIZZA, "kept"), publish(WEATHER, "kept")));
        Revision other = store.write(List.of(publish(WEATHER, "kept too")));

        assertFails(
                Kind.CONFLICT,
                () -> store.write(List.of(
                        publish(PIZZA, "lost").expecting(stored),
                        publish(WEATHER, "lost").expecting(stored),
                        publish(PIZZA_INTERNAL, "lost").expectingAbsent())));

        assertEquals(other, store.head());
        assertEquals("kept", read(PIZZA).body().asText());
        assertEquals("kept too", read(WEATHER).body().asText());
        assertEquals(Optional.empty(), store.read(PIZZA_INTERNAL));
        assertEquals(1, store.history(PIZZA, 10).size());
        assertEquals(Map.of(), changes(Set.of(PRODUCTION, INTERNAL), other, store.head()));
    }

    @Test
    void ofTwoWritersOnOneKeyBothAreAcknowledgedAndOneWinsEverywhere() throws Exception {
        ArtifactStore second = other();

        List<List<Revision>> acknowledged =
                Race.run(List.of(() -> writeTen(store, "left"), () -> writeTen(second, "right")));

        Set<Revision> distinct = new HashSet<>();
        acknowledged.forEach(distinct::addAll);
        assertEquals(20, distinct.size());
        Artifact winner = read(PIZZA);
        Revision head = store.head();
        assertEquals(winner.info().revision(), head);
        assertEquals(head, second.head());
        assertEquals(winner, second.read(PIZZA).orElseThrow());
        assertEquals(winner, snapshot(Set.of(PRODUCTION), head).get(PIZZA));
        assertEquals(List.of(winner.info()), second.history(PIZZA, 1));
        assertTrue(
                acknowledged.stream().anyMatch(own -> own.get(own.size() - 1).equals(head)),
                "the winner is the last write of one of the two");
        assertEquals(
                distinct,
                store.history(PIZZA, 100).stream().map(ArtifactInfo::revision).collect(Collectors.toSet()));
    }

    private static List<Revision> writeTen(ArtifactStore into, String who) throws ArtifactStoreException {
        List<Revision> acknowledged = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            acknowledged.add(into.write(List.of(publish(PIZZA, who + i))));
        }
        return acknowledged;
    }

    @Test
    void ofTwoWritersThatExpectTheSameRevisionExactlyOneWins() throws Exception {
        ArtifactStore second = other();
        store.write(List.of(publish(PIZZA, "start")));

        for (int round = 0; round < 10; round++) {
            Revision current = read(PIZZA).info().revision();
            ArtifactWrite left = publish(PIZZA, "left " + round).expecting(current);
            ArtifactWrite right = publish(PIZZA, "right " + round).expecting(current);

            assertOneWins(second, left, right);
        }
    }

    @Test
    void ofTwoWritersThatExpectNothingExactlyOneWins() throws Exception {
        ArtifactStore second = other();

        for (int round = 0; round < 10; round++) {
            ArtifactKey key = ArtifactKey.synapse(PRODUCTION, "round " + round);
            ArtifactWrite left = publish(key, "left " + round).expectingAbsent();
            ArtifactWrite right = publish(key, "right " + round).expectingAbsent();

            assertOneWins(second, left, right);
        }
    }

    private void assertOneWins(ArtifactStore second, ArtifactWrite left, ArtifactWrite right) throws Exception {
        List<Boolean> won = Race.run(List.of(() -> accepted(store, left), () -> accepted(second, right)));

        assertNotEquals(won.get(0), won.get(1), "exactly one of the two may win");
        ArtifactBody expected = won.get(0) ? left.body() : right.body();
        assertEquals(expected, store.read(left.key()).orElseThrow().body());
        assertEquals(expected, second.read(left.key()).orElseThrow().body());
    }

    /** Whether the store took the write; only a CONFLICT may refuse it. */
    private static boolean accepted(ArtifactStore into, ArtifactWrite write) throws ArtifactStoreException {
        try {
            into.write(List.of(write));
            return true;
        } catch (ArtifactStoreException e) {
            if (e.kind() != Kind.CONFLICT) {
                throw e;
            }
            return false;
        }
    }

    @Test
    void twoWritersOnDifferentKeysLoseNothing() throws Exception {
        ArtifactStore second = other();
        Revision empty = store.head();

        List<Map<ArtifactKey, Revision>> written =
                Race.run(List.of(() -> writeTwenty(store, "left"), () -> writeTwenty(second, "right")));

        Map<ArtifactKey, Revision> all = new TreeMap<>(written.get(0));
        all.putAll(written.get(1));
        for (ArtifactStore each : List.of(store, second)) {
            Map<ArtifactKey, Artifact> held = Cursors.artifacts(each.snapshot(Set.of(PRODUCTION), each.head()));
            assertEquals(all.keySet(), held.keySet());
            for (Map.Entry<ArtifactKey, Revision> one : all.entrySet()) {
                assertCameWith(one.getValue(), held.get(one.getKey()).info());
            }
        }
        Optional<ArtifactCursor> changes = store.changes(Set.of(PRODUCTION), empty, store.head());
        if (changes.isPresent()) {
            assertEquals(all.keySet(), Cursors.artifacts(changes.get()).keySet());
        }
    }

    private static Map<ArtifactKey, Revision> writeTwenty(ArtifactStore into, String who)
            throws ArtifactStoreException {
        Map<ArtifactKey, Revision> written = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            ArtifactKey key = ArtifactKey.synapse(PRODUCTION, who + i);
            written.put(key, into.write(List.of(publish(key, who + i))));
        }
        return written;
    }

    @Test
    void aSecondInstanceSeesWhatTheFirstWroteAtOnce() throws Exception {
        ArtifactStore second = other();

        for (int i = 0; i < 5; i++) {
            Revision written = store.write(List.of(publish(PIZZA, "state " + i)));

            assertEquals(written, second.head());
            assertEquals("state " + i, second.read(PIZZA).orElseThrow().body().asText());
        }
    }

    @Test
    void tenReadersSeeWholeBatchesOnlyWhileWritesGoOn() throws Exception {
        store.write(List.of(publish(PIZZA, "0"), publish(WEATHER, "0")));
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Callable<Integer>> runners = new ArrayList<>();
        runners.add(() -> {
            try {
                for (int i = 1; i < 15; i++) {
                    store.write(List.of(publish(PIZZA, "" + i), publish(WEATHER, "" + i)));
                }
            } finally {
                writing.set(false);
            }
            return 14;
        });
        for (int reader = 0; reader < 10; reader++) {
            runners.add(() -> readWholeBatches(writing));
        }

        assertEquals(Collections.nCopies(11, 14), Race.run(runners));
    }

    /** The number of the last batch that was seen. */
    private int readWholeBatches(AtomicBoolean writing) throws Exception {
        int last = 0;
        boolean more = true;
        while (more) {
            more = writing.get();
            Revision head = store.head();
            NavigableMap<ArtifactKey, Artifact> seen = snapshot(Set.of(PRODUCTION), head);
            String number = seen.get(PIZZA).body().asText();
            assertEquals(number, seen.get(WEATHER).body().asText(), "half a batch was seen");
            assertEquals(number, store.read(PIZZA, head).orElseThrow().body().asText());
            assertTrue(Integer.parseInt(number) >= last, "went back from " + last + " to " + number);
            last = Integer.parseInt(number);
        }
        return last;
    }

    // ---- history

    @Test
    void historyIsNewestFirstLimitedAndReadable() throws Exception {
        List<Revision> newestFirst = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            newestFirst.add(0, store.write(List.of(i == 4 ? remove(PIZZA, "4") : publish(PIZZA, "" + i))));
            store.write(List.of(publish(WEATHER, "between " + i)));
        }

        List<ArtifactInfo> history = store.history(PIZZA, 100);

        assertEquals(newestFirst, history.stream().map(ArtifactInfo::revision).collect(Collectors.toList()));
        assertEquals(history.subList(0, 3), store.history(PIZZA, 3));
        assertEquals(Instruction.REMOVE, history.get(3).instruction());
        for (int i = 0; i < history.size(); i++) {
            Artifact state = store.read(PIZZA, history.get(i).revision()).orElseThrow();
            assertEquals(history.get(i), state.info());
            assertEquals("" + (7 - i), state.body().asText());
        }
    }

    @Test
    void aHistoryLimitMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> store.history(PIZZA, 0));
        assertThrows(IllegalArgumentException.class, () -> store.history(PIZZA, -1));
    }

    @Test
    void whatIsNoLongerKeptIsRefusedAndNeverAnsweredWrongly() throws Exception {
        Optional<ArtifactStore> given = openKeeping(3);
        assumeTrue(given.isPresent(), "this store's history cannot be bounded");
        ArtifactStore bounded = keep(given.get());
        Set<String> labels = Set.of(PRODUCTION);
        Revision first = bounded.write(List.of(publish(PIZZA, "0"), publish(WEATHER, "written once")));
        NaiveModel model = new NaiveModel(first);
        Map<Revision, String> states = new LinkedHashMap<>(Map.of(first, "0"));
        for (int i = 1; i < 30; i++) {
            List<ArtifactWrite> batch = List.of(publish(PIZZA, "" + i));
            Revision revision = bounded.write(batch);
            model.wrote(batch, revision);
            states.put(revision, "" + i);
        }
        Revision head = bounded.head();

        assertEquals(3, bounded.history(PIZZA, 100).size());
        assertEquals("written once", bounded.read(WEATHER).orElseThrow().body().asText());
        assertEquals(1, bounded.history(WEATHER, 100).size());
        assertEquals(
                Set.of(PIZZA, WEATHER),
                Cursors.artifacts(bounded.snapshot(labels, head)).keySet());
        assertFails(Kind.CONFLICT, () -> bounded.read(PIZZA, first));
        assertFails(Kind.CONFLICT, () -> bounded.snapshot(labels, first));
        for (Map.Entry<Revision, String> state : states.entrySet()) {
            Revision at = state.getKey();
            ifKept(() -> assertEquals(
                    state.getValue(),
                    bounded.read(PIZZA, at).orElseThrow().body().asText()));
            ifKept(() -> assertEquals(
                    state.getValue(),
                    Cursors.artifacts(bounded.snapshot(labels, at))
                            .get(PIZZA)
                            .body()
                            .asText()));
            Optional<ArtifactCursor> changes = bounded.changes(labels, at, head);
            if (changes.isPresent()) {
                assertEquals(
                        model.changes(labels, at, head).keySet(),
                        Cursors.artifacts(changes.get()).keySet());
            }
        }
    }

    /** What must hold unless the store says that it does not keep the revision. */
    private static void ifKept(Check check) throws Exception {
        try {
            check.run();
        } catch (ArtifactStoreException e) {
            assertEquals(Kind.CONFLICT, e.kind(), e.getMessage());
        }
    }

    // ---- keys

    @Test
    void hostileLabelsAndIdsNeitherCollideNorEscape() throws Exception {
        List<ArtifactKey> keys = hostileKeys();
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            batch.add(publish(keys.get(i), "body " + i));
        }

        store.write(batch);
        reopen();

        for (int i = 0; i < keys.size(); i++) {
            assertEquals(
                    "body " + i, read(keys.get(i)).body().asText(), keys.get(i).toString());
            assertEquals(1, store.history(keys.get(i), 10).size(), keys.get(i).toString());
        }
        for (String label : HostileNames.ALL) {
            Set<ArtifactKey> expected = keys.stream()
                    .filter(key -> key.kind() == ArtifactKey.Kind.SYNAPSE
                            && key.label().equals(label))
                    .collect(Collectors.toSet());
            assertEquals(expected, snapshot(Set.of(label), store.head()).keySet(), label);
            assertEquals(
                    expected,
                    store.find(ArtifactQuery.all().label(label)).stream()
                            .map(ArtifactInfo::key)
                            .collect(Collectors.toSet()),
                    label);
        }
    }

    private static List<ArtifactKey> hostileKeys() {
        Collection<ArtifactKey> keys = new TreeSet<>();
        for (String name : HostileNames.ALL) {
            keys.add(ArtifactKey.synapse(name, name));
            keys.add(ArtifactKey.synapse(name, "id"));
            keys.add(ArtifactKey.synapse("label", name));
            keys.add(ArtifactKey.revisionArchive(name, "id"));
        }
        // parts that give the same text when they are simply joined
        for (String separator : List.of("/", "|", ":", "_", "-", "%2F", "\\")) {
            keys.add(ArtifactKey.synapse("a" + separator + "b", "c"));
            keys.add(ArtifactKey.synapse("a", "b" + separator + "c"));
        }
        return new ArrayList<>(keys);
    }

    // ---- what lasts, what is announced, what is damaged

    @Test
    void whatWasAcknowledgedIsThereWhenTheStoreIsOpenedAgain() throws Exception {
        Revision first = store.write(List.of(publish(PIZZA, "one"), publish(PIZZA_INTERNAL, "x")));
        Revision head = store.write(List.of(publish(PIZZA, "two"), remove(WEATHER, "gone")));
        List<ArtifactInfo> before = store.find(ArtifactQuery.all());

        reopen();

        assertEquals(head, store.head());
        assertEquals(before, store.find(ArtifactQuery.all()));
        assertEquals("two", read(PIZZA).body().asText());
        assertEquals("one", store.read(PIZZA, first).orElseThrow().body().asText());
        assertEquals(
                Set.of(PIZZA, WEATHER), changes(Set.of(PRODUCTION), first, head).keySet());
        assertNotEquals(head, store.write(List.of(publish(PIZZA, "three").expecting(head))));
        assertEquals(3, store.history(PIZZA, 10).size());
    }

    @Test
    void aListenerIsCalledAfterAWriteOfAnyInstance() throws Exception {
        ArtifactStore second = other();
        CountDownLatch own = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        Subscription first = store.watch(own::countDown);
        Subscription other = second.watch(others::countDown);

        store.write(List.of(publish(PIZZA, "a")));

        assertTrue(own.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "the writer's own listener was not called");
        assertTrue(others.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "the other's listener was not called");
        first.close();
        first.close();
        other.close();
        store.write(List.of(publish(PIZZA, "b")));
        assertEquals("b", read(PIZZA).body().asText());
    }

    @Test
    void aListenerThatThrowsStopsNeitherWritesNorLaterCalls() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        AtomicBoolean thrown = new AtomicBoolean();
        Subscription bad = store.watch(() -> {
            thrown.set(true);
            throw new IllegalStateException("a listener that throws, on purpose");
        });
        Subscription good = store.watch(() -> {
            if (thrown.get()) {
                called.countDown();
            }
        });

        for (int i = 0; i < 15 && called.getCount() > 0; i++) {
            store.write(List.of(publish(PIZZA, "state " + i)));
            called.await(2, TimeUnit.SECONDS);
        }

        assertEquals(0, called.getCount(), "no listener was called after one had thrown");
        bad.close();
        good.close();
    }

    @Test
    void aDamagedArtifactIsReportedInItsPlaceAndHidesNoOther() throws Exception {
        ArtifactKey third = ArtifactKey.synapse(PRODUCTION, "third");
        Revision empty = store.head();
        store.write(List.of(publish(PIZZA, "a"), publish(WEATHER, "b"), publish(third, "c")));
        assumeTrue(damage(WEATHER), "an artifact of this store cannot be damaged from outside");
        // where a revision names its content, the damage is a revision of its own
        Revision head = store.head();

        assertFails(Kind.REJECTED, () -> store.read(WEATHER));
        assertFails(Kind.REJECTED, () -> store.read(WEATHER, head));
        assertEquals("a", read(PIZZA).body().asText());
        assertReportsTheDamage(Cursors.entries(store.snapshot(Set.of(PRODUCTION), head)), third);
        Optional<ArtifactCursor> changes = store.changes(Set.of(PRODUCTION), empty, head);
        if (changes.isPresent()) {
            assertReportsTheDamage(Cursors.entries(changes.get()), third);
        }

        store.write(List.of(publish(WEATHER, "published again")));
        assertEquals("published again", read(WEATHER).body().asText());
        assertEquals(3, snapshot(Set.of(PRODUCTION), store.head()).size());
    }

    private static void assertReportsTheDamage(List<ArtifactEntry> entries, ArtifactKey third) {
        Map<ArtifactKey, Boolean> readable = new TreeMap<>();
        entries.forEach(entry -> readable.put(entry.key(), entry.readable()));
        assertEquals(Map.of(PIZZA, true, WEATHER, false, third, true), readable);
        for (ArtifactEntry entry : entries) {
            if (!entry.readable()) {
                assertEquals(
                        Kind.REJECTED,
                        assertThrows(ArtifactStoreException.class, entry::artifact)
                                .kind());
            }
        }
    }

    // ---- small things

    private static ArtifactWrite publish(ArtifactKey key, String body) {
        return ArtifactWrite.of(key, Instruction.PUBLISH, PIZZA_SHACK, ArtifactBody.of(body));
    }

    private static ArtifactWrite remove(ArtifactKey key, String body) {
        return ArtifactWrite.of(key, Instruction.REMOVE, PIZZA_SHACK, ArtifactBody.of(body));
    }

    private Artifact read(ArtifactKey key) throws ArtifactStoreException {
        return store.read(key).orElseGet(() -> fail("not stored: " + key));
    }

    private NavigableMap<ArtifactKey, Artifact> snapshot(Set<String> labels, Revision at)
            throws ArtifactStoreException {
        return Cursors.artifacts(store.snapshot(labels, at));
    }

    private NavigableMap<ArtifactKey, Artifact> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        return Cursors.artifacts(store.changes(labels, from, to)
                .orElseGet(() -> fail("changes from the recent revision " + from + " are gone")));
    }

    private void assertFinds(ArtifactQuery query, ArtifactKey... keys) throws ArtifactStoreException {
        assertEquals(
                new ArrayList<>(new TreeSet<>(Arrays.asList(keys))),
                store.find(query).stream().map(ArtifactInfo::key).collect(Collectors.toList()),
                query::toString);
    }

    private interface Check {
        void run() throws Exception;
    }

    private static void assertFails(Kind kind, Check check) {
        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, check::run);
        assertEquals(kind, e.kind(), e.getMessage());
    }
}
