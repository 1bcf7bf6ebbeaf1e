package org.trunkline.rest.internal.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.trunkline.rest.internal.node.ConfiguredParts;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.event.LocalEventChannel;
import org.trunkline.sync.publish.StoreSink;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class ChecksTest {

    private final Set<String> pids = new HashSet<>();
    private final NodeParts parts = new NodeParts();
    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final LocalEventChannel events = new LocalEventChannel();
    private final StoreCheck storeCheck = new StoreCheck(parts, new ConfiguredParts(configurations()));
    private final PartsCheck partsCheck = new PartsCheck(parts, new ConfiguredParts(configurations()));

    @AfterEach
    void close() {
        events.close();
        store.close();
    }

    private ConfigurationAdmin configurations() {
        return (ConfigurationAdmin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConfigurationAdmin.class}, (proxy, method, args) -> {
                    assertEquals("listConfigurations", method.getName());
                    boolean known = pids.stream().anyMatch(pid -> args[0].equals("(service.pid=" + pid + ")"));
                    return known ? new Configuration[1] : null;
                });
    }

    private void publish() {
        pids.add("org.trunkline.sync.publisher");
        parts.bindStore(store, Map.of(ArtifactStore.TYPE, "memory"));
        parts.bindSink(new StoreSink("DBSaver", store, events, 1000));
    }

    @Test
    void aNodeOfNothingIsReady() {
        assertTrue(storeCheck.execute().isOk());
        assertTrue(partsCheck.execute().isOk());
    }

    @Test
    void aPublisherIsReadyWhileItsStoreAnswers() {
        publish();
        assertTrue(storeCheck.execute().isOk());

        store.goAway();
        assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, storeCheck.execute().getStatus());
    }

    @Test
    void aNodeThatOnlyReadsDoesWithoutItsStore() {
        parts.bindStore(store, Map.of(ArtifactStore.TYPE, "remote"));
        store.goAway();

        assertTrue(storeCheck.execute().isOk());
    }

    @Test
    void aConfiguredPartThatIsNotThereIsWaitedFor() {
        for (String pid : List.of("org.trunkline.sync.publisher", "org.trunkline.gateway")) {
            pids.clear();
            pids.add(pid);

            assertEquals(
                    Result.Status.TEMPORARILY_UNAVAILABLE, partsCheck.execute().getStatus(), pid);
        }
    }

    @Test
    void aConfiguredPartThatCameMakesTheNodeReady() {
        publish();

        assertTrue(partsCheck.execute().isOk());
    }
}
