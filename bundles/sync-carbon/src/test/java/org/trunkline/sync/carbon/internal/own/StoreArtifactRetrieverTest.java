package org.trunkline.sync.carbon.internal.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.carbon.internal.Documents;
import org.trunkline.sync.carbon.internal.RecordedEvents;
import org.trunkline.sync.publish.StoreSink;
import org.trunkline.sync.testkit.InMemoryArtifactStore;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

class StoreArtifactRetrieverTest {

    private static final String LABEL = "Production and Sandbox";
    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final Duration EVENT_WAITING_TIME = Duration.ofMillis(40);

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final StoreArtifactSaver saver = new StoreArtifactSaver(
            "DBSaver",
            new StoreSink("DBSaver", store, new RecordedEvents(), 1_000_000),
            store,
            new Retries(new ManualTime()),
            1_000_000);
    private final ManualTime time = new ManualTime();
    private final StoreArtifactRetriever retriever = retriever(new Retries(time), LABEL, "Internal");

    private StoreArtifactRetriever retriever(Retries retries, String... labels) {
        GatewayLabels own = new GatewayLabels(List.of(labels));
        return new StoreArtifactRetriever(
                "DBRetriever", store, new RetrieverSettings(own, RETRY, EVENT_WAITING_TIME), retries);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void answersToTheConfiguredName() {
        assertEquals("DBRetriever", retriever.getName());
    }

    @Test
    void initDoesNoWorkSoThatAStoreThatIsAwayDoesNotEndTheHostsStart() {
        store.goAway();

        retriever.init();

        assertEquals(List.of(), time.waits());
    }

    @Nested
    class OneArtifact {

        @Test
        void isReturnedByteForByte() throws Exception {
            String document = Documents.api("a1", "Pizza", "1.0.0", "carbon.super", "/käse/\uD83C\uDF55/\\n");
            saver.saveArtifact(document, LABEL, "Publish");

            assertEquals(document, retriever.retrieveArtifact("a1", LABEL, "Publish"));
        }

        @ParameterizedTest
        @CsvSource({"Publish,true", "ANY,true", "Remove,false"})
        void thatIsPublishedIsFoundWithPublishAndAny(String instruction, boolean found) throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");

            assertEquals(found ? Documents.pizza("a1") : "", retriever.retrieveArtifact("a1", LABEL, instruction));
        }

        @ParameterizedTest
        @CsvSource({"Publish,false", "ANY,true", "Remove,true"})
        void thatIsATombstoneIsFoundWithRemoveAndAny(String instruction, boolean found) throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            saver.saveArtifact(Documents.tombstone("a1"), LABEL, "Remove");

            assertEquals(found ? Documents.tombstone("a1") : "", retriever.retrieveArtifact("a1", LABEL, instruction));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Publish", "ANY", "Remove"})
        void thatIsNotThereIsTheEmptyStringForWhichTheHostTests(String instruction) throws Exception {
            assertEquals("", retriever.retrieveArtifact("a1", LABEL, instruction));
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "null",
                value = {
                    "null,gold,ANY",
                    "' ',gold,ANY",
                    "a1,null,ANY",
                    "a1,'',ANY",
                    "a1,gold,null",
                    "a1,gold,any",
                    "a1,gold,Deploy"
                })
        void isRefusedWithTheCheckedExceptionForAWrongArgument(String apiId, String label, String instruction) {
            assertThrows(
                    ArtifactSynchronizerException.class, () -> retriever.retrieveArtifact(apiId, label, instruction));
        }

        @Test
        void thatIsDamagedIsReportedAndNotWaitedFor() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            store.damage(ArtifactKey.synapse(LABEL, "a1"));

            assertThrows(ArtifactSynchronizerException.class, () -> retriever.retrieveArtifact("a1", LABEL, "Publish"));

            assertEquals(EVENT_WAITING_TIME, time.passed());
        }

        @Test
        void isFetchedOnlyAfterTheEventWaitingTime() throws Exception {
            retriever.retrieveArtifact("a1", LABEL, "Publish");

            assertEquals(List.of(EVENT_WAITING_TIME), time.waits());
        }

        @Test
        void isAskedForAgainWhileTheStoreIsAway() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            store.goAway();
            StoreArtifactRetriever patient = retriever(new Retries(comingBackAtTheSecondWait()), LABEL);

            assertEquals(Documents.pizza("a1"), patient.retrieveArtifact("a1", LABEL, "Publish"));
        }

        @Test
        void isGivenUpAtTheBound() {
            store.goAway();

            ArtifactSynchronizerException e = assertThrows(
                    ArtifactSynchronizerException.class, () -> retriever.retrieveArtifact("a1", LABEL, "Publish"));

            assertEquals(EVENT_WAITING_TIME.plus(RETRY), time.passed());
            assertTrue(
                    e.getMessage().startsWith("DBRetriever did not retrieve API 'a1' on label '" + LABEL + "': "),
                    e::getMessage);
        }
    }

    @Nested
    class AllArtifacts {

        @Test
        void areThoseOfTheLabelWithoutTombstones() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            saver.saveArtifact(Documents.webSocket("a2"), LABEL, "Publish");
            saver.saveArtifact(Documents.pizza("a3"), "Internal", "Publish");
            saver.saveArtifact(Documents.pizza("gone"), LABEL, "Publish");
            saver.saveArtifact(Documents.tombstone("gone"), LABEL, "Remove");

            assertEquals(
                    List.of(Documents.pizza("a1"), Documents.webSocket("a2")), retriever.retrieveAllArtifacts(LABEL));
        }

        @Test
        void ofALabelWithoutAnyAreAnEmptyList() throws Exception {
            assertEquals(List.of(), retriever.retrieveAllArtifacts("nobody"));
        }

        @Test
        void areAllThereButTheOneThatIsDamaged() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            saver.saveArtifact(Documents.pizza("a2"), LABEL, "Publish");
            saver.saveArtifact(Documents.pizza("a3"), LABEL, "Publish");
            store.damage(ArtifactKey.synapse(LABEL, "a2"));

            assertEquals(List.of(Documents.pizza("a1"), Documents.pizza("a3")), retriever.retrieveAllArtifacts(LABEL));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "{\"name\":{}}", "{", "[]"})
        void areAllThereButTheOneThatWouldEndTheHostsStart(String body) throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            store.write(List.of(ArtifactWrite.of(
                    ArtifactKey.synapse(LABEL, "a0"),
                    Instruction.PUBLISH,
                    ApiIdentity.of("Broken", "1.0.0", "carbon.super"),
                    ArtifactBody.of(body))));

            assertEquals(List.of(Documents.pizza("a1")), retriever.retrieveAllArtifacts(LABEL));
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", " "})
        void ofNoLabelAreRefusedWithTheCheckedException(String label) {
            assertThrows(ArtifactSynchronizerException.class, () -> retriever.retrieveAllArtifacts(label));
        }

        @Test
        void areAskedForAgainWhileTheStoreIsAway() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            store.goAway();
            StoreArtifactRetriever patient = retriever(new Retries(comingBackAtTheSecondWait()), LABEL);

            assertEquals(List.of(Documents.pizza("a1")), patient.retrieveAllArtifacts(LABEL));
        }

        @Test
        void areGivenUpWithTheCheckedExceptionAtTenTimesTheBoundOfOne() {
            store.goAway();

            assertThrows(ArtifactSynchronizerException.class, () -> retriever.retrieveAllArtifacts(LABEL));

            assertEquals(RETRY.multipliedBy(10), time.passed());
        }

        @Test
        void areNotWaitedForAfterTheHostDisconnected() {
            store.goAway();
            retriever.disconnect();

            assertThrows(ArtifactSynchronizerException.class, () -> retriever.retrieveAllArtifacts(LABEL));

            assertTrue(time.waits().size() <= 1, () -> "waited " + time.waits());
        }
    }

    @Nested
    class Attributes {

        @Test
        void nameTheApiAndTheLabelOfTheGatewaysOwnThatItIsOn() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), "A label of another gateway", "Publish");
            saver.saveArtifact(Documents.pizza("a1"), "Internal", "Publish");

            assertEquals(
                    Map.of("apiId", "a1", "label", "Internal"),
                    retriever.retrieveAttributes("Pizza", "1.0.0", "carbon.super"));
        }

        @Test
        void haveANullLabelForAnApiThatIsOnOtherGatewaysOnly() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), "A label of another gateway", "Publish");

            assertEquals(attributes("a1", null), retriever.retrieveAttributes("Pizza", "1.0.0", "carbon.super"));
        }

        @Test
        void haveBothKeysForAnApiThatIsNotThere() throws Exception {
            assertEquals(attributes(null, null), retriever.retrieveAttributes("Pizza", "1.0.0", "carbon.super"));
        }

        @Test
        void forgetAnApiThatWasRemoved() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            saver.saveArtifact(Documents.tombstone("a1"), LABEL, "Remove");

            assertEquals(attributes(null, null), retriever.retrieveAttributes("Pizza", "1.0.0", "carbon.super"));
        }

        @ParameterizedTest
        @CsvSource({"pizza,1.0.0,carbon.super", "Pizza,1.0.1,carbon.super", "Pizza,1.0.0,acme.com"})
        void matchNameVersionAndTenantExactly(String name, String version, String tenant) throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");

            assertEquals(attributes(null, null), retriever.retrieveAttributes(name, version, tenant));
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "null",
                value = {"null,1.0.0,carbon.super", "Pizza,'',carbon.super", "Pizza,1.0.0,null"})
        void areRefusedWithTheCheckedExceptionForAWrongArgument(String name, String version, String tenant) {
            assertThrows(
                    ArtifactSynchronizerException.class, () -> retriever.retrieveAttributes(name, version, tenant));
        }

        private Map<String, String> attributes(String apiId, String label) {
            Map<String, String> attributes = new HashMap<>();
            attributes.put("apiId", apiId);
            attributes.put("label", label);
            return attributes;
        }
    }

    @Nested
    class InTheFormOfApiManager4 {

        @Test
        void oneArtifactIsThatOfTheFirstLabelThatHasIt() throws Exception {
            String internal = Documents.api("a1", "Pizza", "1.0.0", "carbon.super", "/internal");
            saver.saveArtifact(internal, "Internal", "Publish");
            saver.saveArtifact(Documents.tombstone("a1"), LABEL, "Remove");

            assertEquals(internal, retriever.retrieveArtifact("a1", Documents.encoded(LABEL, "Internal")));
            assertEquals("", retriever.retrieveArtifact("a1", Documents.encoded(LABEL)));
        }

        @Test
        void allArtifactsAreThoseOfTheTenantEachApiOnce() throws Exception {
            String acme = Documents.api("a2", "Pizza", "1.0.0", "acme.com", "/menu");
            saver.saveArtifact(Documents.pizza("a1"), LABEL, "Publish");
            saver.saveArtifact(Documents.pizza("a1"), "Internal", "Publish");
            saver.saveArtifact(acme, LABEL, "Publish");
            String labels = Documents.encoded(LABEL, "Internal");

            assertEquals(List.of(Documents.pizza("a1")), retriever.retrieveAllArtifacts(labels, "carbon.super"));
            assertEquals(List.of(acme), retriever.retrieveAllArtifacts(labels, "acme.com"));
            assertEquals(2, retriever.retrieveAllArtifacts(labels, null).size());
        }

        @Test
        void aLabelOfTheGatewaysOwnIsTakenAsItIs() throws Exception {
            saver.saveArtifact(Documents.pizza("a1"), "Internal", "Publish");

            assertEquals(List.of(Documents.pizza("a1")), retriever.retrieveAllArtifacts("Internal", "carbon.super"));
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", "Not a label", "/w==", "_w"})
        void whatIsNoListOfLabelsIsRefusedWithTheCheckedException(String labels) {
            assertThrows(
                    ArtifactSynchronizerException.class, () -> retriever.retrieveAllArtifacts(labels, "carbon.super"));
            assertThrows(ArtifactSynchronizerException.class, () -> retriever.retrieveArtifact("a1", labels));
        }

        @Test
        void thereAreNoGatewayPolicies() {
            assertEquals("", retriever.retrieveGatewayPolicyArtifacts("mapping"));
            assertEquals(List.of(), retriever.retrieveGatewayPolicyArtifacts(Documents.encoded(LABEL), "carbon.super"));
        }
    }

    @Test
    void tenCallersGetTheirOwnArtifactsWhileOthersAreSaved() throws Exception {
        int callers = 10;
        for (int i = 0; i < callers; i++) {
            saver.saveArtifact(Documents.api("a" + i, "Api" + i, "1.0.0", "carbon.super", "/" + i), LABEL, "Publish");
        }
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                wrong.add(threads.submit(() -> countWrongAnswers(caller)));
            }
            for (Future<Integer> each : wrong) {
                assertEquals(0, each.get(30, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int countWrongAnswers(int caller) throws Exception {
        String id = "a" + caller;
        int wrong = 0;
        for (int round = 0; round < 6; round++) {
            String saved = Documents.api(id, "Api" + caller, "1.0.0", "carbon.super", "/" + round);
            saver.saveArtifact(saved, LABEL, "Publish");
            boolean right = saved.equals(retriever.retrieveArtifact(id, LABEL, "Publish"))
                    && retriever.retrieveAllArtifacts(LABEL).contains(saved)
                    && id.equals(retriever
                            .retrieveAttributes("Api" + caller, "1.0.0", "carbon.super")
                            .get("apiId"));
            wrong += right ? 0 : 1;
        }
        return wrong;
    }

    /** The methods that the interfaces of 4.x declare, with their exact parameters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "retrieveArtifact(String, String)",
                "retrieveAllArtifacts(String, String)",
                "retrieveGatewayPolicyArtifacts(String)",
                "retrieveGatewayPolicyArtifacts(String, String)"
            })
    void hasTheMethodsOfApiManager4(String method) {
        int open = method.indexOf('(');
        int parameters = method.split(",").length;
        Class<?>[] types = Collections.nCopies(parameters, String.class).toArray(Class[]::new);

        assertTrue(Arrays.stream(StoreArtifactRetriever.class.getMethods())
                .anyMatch(m ->
                        m.getName().equals(method.substring(0, open)) && Arrays.equals(m.getParameterTypes(), types)));
        assertTrue(ArtifactRetriever.class.isAssignableFrom(StoreArtifactRetriever.class));
    }

    private ManualTime comingBackAtTheSecondWait() {
        return new ManualTime() {
            @Override
            public synchronized boolean await(java.util.concurrent.CountDownLatch stopped, Duration wait) {
                boolean ended = super.await(stopped, wait);
                if (waits().size() == 2) {
                    store.comeBack();
                }
                return ended;
            }
        };
    }
}
