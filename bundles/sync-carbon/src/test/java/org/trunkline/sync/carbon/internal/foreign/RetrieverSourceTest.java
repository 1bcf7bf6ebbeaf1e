package org.trunkline.sync.carbon.internal.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.SyncEvent;
import org.trunkline.sync.carbon.internal.Documents;
import org.trunkline.sync.carbon.internal.RecordedEvents;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

class RetrieverSourceTest {

    private static final Set<String> LABELS = Set.of("gold", "silver");

    private final FakeRetriever retriever = new FakeRetriever();
    private final RecordedEvents events = new RecordedEvents();
    private final ForeignService<ArtifactRetriever> service = RetrieverSource.foreign("GHRetriever", retriever);
    private final RetrieverSource source = new RetrieverSource(
            "GHRetriever", service, events, Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void returnsEverythingOfAllLabelsEachTime() throws Exception {
        retriever.artifacts.put("gold", List.of(Documents.pizza("a1"), Documents.webSocket("a2")));
        retriever.artifacts.put("silver", List.of(Documents.pizza("a1")));

        ArtifactFetch fetch = source.fetch(LABELS, Optional.empty());

        assertTrue(fetch.complete());
        assertEquals(Optional.empty(), fetch.revision());
        assertEquals(
                List.of(
                        ArtifactKey.synapse("gold", "a1"),
                        ArtifactKey.synapse("gold", "a2"),
                        ArtifactKey.synapse("silver", "a1")),
                keys(fetch));
        assertEquals(Optional.empty(), source.head());
    }

    @Test
    void hasTheSameDigestForTheSameArtifactAndAnotherForAChangedOne() throws Exception {
        retriever.artifacts.put("gold", List.of(Documents.pizza("a1")));
        String first = onlyDigest();
        String again = onlyDigest();
        retriever.artifacts.put("gold", List.of(Documents.api("a1", "Pizza", "1.0.0", "carbon.super", "/new")));
        String changed = onlyDigest();

        assertEquals(first, again);
        assertFalse(first.equals(changed));
    }

    @Test
    void knowsNameVersionTenantAndInstruction() throws Exception {
        retriever.artifacts.put("gold", List.of(Documents.pizza("a1")));

        ArtifactEntry entry =
                source.fetch(Set.of("gold"), Optional.empty()).next().orElseThrow();

        assertEquals("Pizza:1.0.0@carbon.super", entry.artifact().info().api().toString());
        assertEquals(Instruction.PUBLISH, entry.artifact().info().instruction());
        assertEquals(Documents.pizza("a1"), entry.artifact().body().asText());
    }

    @Test
    void leavesTombstonesOutThatARetrieverReturnsAmongThePublished() throws Exception {
        retriever.artifacts.put("gold", List.of(Documents.tombstone("gone"), Documents.pizza("a1")));

        ArtifactFetch fetch = source.fetch(Set.of("gold"), Optional.empty());

        assertTrue(fetch.complete());
        assertEquals(List.of(ArtifactKey.synapse("gold", "a1")), keys(fetch));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "{", "null", "[]", "{\"apiId\":\"a2\"}"})
    void isNotCompleteWhenSomethingIsNoArtifactSoThatNothingIsUndeployed(String broken) throws Exception {
        retriever.artifacts.put("gold", Arrays.asList(broken, Documents.pizza("a1")));

        ArtifactFetch fetch = source.fetch(Set.of("gold"), Optional.empty());

        assertFalse(fetch.complete());
        assertEquals(List.of(ArtifactKey.synapse("gold", "a1")), keys(fetch));
    }

    @Test
    void marksAnArtifactUnreadableThatCameTwiceWithDifferentContent() throws Exception {
        String other = Documents.api("a1", "Pizza", "1.0.0", "carbon.super", "/other");
        retriever.artifacts.put(
                "gold", List.of(Documents.pizza("a1"), other, Documents.pizza("a2"), Documents.pizza("a2")));

        ArtifactFetch fetch = source.fetch(Set.of("gold"), Optional.empty());

        assertFalse(fetch.next().orElseThrow().readable());
        assertTrue(fetch.next().orElseThrow().readable());
        assertEquals(Optional.empty(), fetch.next());
    }

    @Test
    void failsAltogetherIfOneLabelFails() {
        retriever.artifacts.put("gold", List.of(Documents.pizza("a1")));
        retriever.artifacts.put("silver", null);

        ArtifactStoreException e =
                assertThrows(ArtifactStoreException.class, () -> source.fetch(LABELS, Optional.empty()));

        assertEquals(
                "ArtifactRetriever 'GHRetriever' returned null for label 'silver', where a list of artifacts is due",
                e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("org.trunkline.sync.carbon.internal.foreign.SaverSinkTest#failures")
    void reportsWhateverTheRetrieverThrowsUnderItsName(Throwable failure) {
        retriever.failure = failure;

        ArtifactStoreException e =
                assertThrows(ArtifactStoreException.class, () -> source.fetch(Set.of("gold"), Optional.empty()));

        assertTrue(
                e.getMessage()
                        .startsWith("ArtifactRetriever 'GHRetriever' did not retrieve the artifacts of label 'gold': "),
                e::getMessage);
    }

    @Test
    void passesTheHintsOfTheEventChannelOn() {
        List<String> hints = new ArrayList<>();
        Subscription subscription = source.watch(() -> hints.add("hint"));
        SyncEvent event = new SyncEvent(ArtifactKey.synapse("gold", "a1"), Instruction.PUBLISH, Optional.empty());

        events.publish(List.of(event));
        subscription.close();
        events.publish(List.of(event));

        assertEquals(List.of("hint"), hints);
    }

    @Test
    void initializesTheRetrieverOnceAndDisconnectsItAtTheEnd() throws Exception {
        retriever.artifacts.put("gold", List.of());
        source.fetch(Set.of("gold"), Optional.empty());
        source.fetch(Set.of("gold"), Optional.empty());
        service.close();

        assertEquals(List.of("init", "disconnect"), retriever.life);
    }

    private String onlyDigest() throws Exception {
        return source.fetch(Set.of("gold"), Optional.empty())
                .next()
                .orElseThrow()
                .artifact()
                .info()
                .sha256();
    }

    private static List<ArtifactKey> keys(ArtifactFetch fetch) throws ArtifactStoreException {
        List<ArtifactKey> keys = new ArrayList<>();
        for (Optional<ArtifactEntry> entry = fetch.next(); entry.isPresent(); entry = fetch.next()) {
            keys.add(entry.get().key());
        }
        return keys;
    }

    private static final class FakeRetriever implements ArtifactRetriever {

        private final Map<String, List<String>> artifacts = new HashMap<>();
        private final List<String> life = new ArrayList<>();
        private Throwable failure;

        @Override
        public void init() {
            life.add("init");
        }

        @Override
        public String retrieveArtifact(String id, String label, String instruction) {
            throw new AssertionError("not asked for by a source");
        }

        @Override
        public Map<String, String> retrieveAttributes(String name, String version, String tenant) {
            throw new AssertionError("not asked for by a source");
        }

        @Override
        public List<String> retrieveAllArtifacts(String label) throws ArtifactSynchronizerException, IOException {
            if (failure != null) {
                Failures.raise(failure);
            }
            return artifacts.get(label);
        }

        @Override
        public void disconnect() {
            life.add("disconnect");
        }

        @Override
        public String getName() {
            return "GHRetriever";
        }
    }
}
