package org.trunkline.sync.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Samples;
import org.trunkline.sync.SyncEvent;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class PublicationTest {

    @Test
    void publishesTheBodyByteForByteUnderEachLabel() throws Exception {
        GatewayDocument document = Samples.document("a", "x");

        List<ArtifactWrite> batch =
                Publication.of(document, Optional.of("alice")).publish(Set.of("Production and Sandbox", "Internal"));

        assertEquals(2, batch.size());
        assertEquals(ArtifactKey.synapse("Internal", "a"), batch.get(0).key());
        assertEquals(
                ArtifactKey.synapse("Production and Sandbox", "a"), batch.get(1).key());
        for (ArtifactWrite write : batch) {
            assertEquals(document.body(), write.body());
            assertEquals(Instruction.PUBLISH, write.instruction());
            assertEquals(Optional.of("alice"), write.savedBy());
        }
    }

    @Test
    void removesWithATombstone() throws Exception {
        GatewayDocument document = Samples.document("a", "x");

        ArtifactWrite write =
                Publication.of(document, Optional.empty()).remove(Set.of("L")).get(0);

        assertEquals(Instruction.REMOVE, write.instruction());
        assertEquals(document.tombstone(), write.body());
    }

    @Test
    void refusesNoLabelAndALabelThatIsTooLong() throws Exception {
        Publication publication = Publication.of(Samples.document("a", "x"), Optional.empty());

        assertThrows(IllegalArgumentException.class, () -> publication.publish(Set.of()));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> publication.publish(Set.of("x".repeat(300))));
        assertTrue(e.getMessage().contains("1 to 255 characters, it has 300"), e.getMessage());
    }

    @Test
    void theSinkAnnouncesWhatTheStoreAcknowledged() throws Exception {
        BlockingQueue<SyncEvent> heard = new LinkedBlockingQueue<>();
        try (InMemoryArtifactStore store = new InMemoryArtifactStore();
                LocalEventChannel events = new LocalEventChannel()) {
            events.subscribe(heard::add);
            StoreSink sink = new StoreSink("DBSaver", store, events, 1000);

            Optional<Revision> revision = sink.publish(Samples.publish("a", "x", "L"));

            SyncEvent event = heard.poll(10, TimeUnit.SECONDS);
            assertEquals(new SyncEvent(ArtifactKey.synapse("L", "a"), Instruction.PUBLISH, revision), event);
            assertEquals(Optional.of(store.head()), revision);
        }
    }

    @Test
    void theSinkStoresNothingOfABatchWithABodyOverTheLimit() throws Exception {
        BlockingQueue<SyncEvent> heard = new LinkedBlockingQueue<>();
        try (InMemoryArtifactStore store = new InMemoryArtifactStore();
                LocalEventChannel events = new LocalEventChannel()) {
            events.subscribe(heard::add);
            StoreSink sink = new StoreSink("DBSaver", store, events, 100);

            ArtifactStoreException e = assertThrows(
                    ArtifactStoreException.class, () -> sink.publish(Samples.publish("a", "x".repeat(100), "L")));

            assertEquals(ArtifactStoreException.Kind.REJECTED, e.kind());
            assertTrue(e.getMessage().contains("100 are allowed (max_artifact_size"), e.getMessage());
            assertTrue(store.read(ArtifactKey.synapse("L", "a")).isEmpty());
            sink.publish(Samples.publish("b", "", "L"));
            assertEquals("b", heard.poll(10, TimeUnit.SECONDS).key().id(), "a refused batch is not announced");
        }
    }

    @Test
    void theSinkAnnouncesNothingThatTheStoreDidNotTake() throws Exception {
        BlockingQueue<SyncEvent> heard = new LinkedBlockingQueue<>();
        try (InMemoryArtifactStore store = new InMemoryArtifactStore();
                LocalEventChannel events = new LocalEventChannel()) {
            events.subscribe(heard::add);
            StoreSink sink = new StoreSink("DBSaver", store, events, 1000);
            store.goAway();
            List<ArtifactWrite> batch = Samples.publish("a", "x", "L");

            assertThrows(ArtifactStoreException.class, () -> sink.publish(batch));

            store.comeBack();
            sink.publish(Samples.publish("b", "", "L"));
            assertEquals("b", heard.poll(10, TimeUnit.SECONDS).key().id());
        }
    }
}
