package org.trunkline.sync.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.SyncEvent;

class LocalEventChannelTest {

    private final LocalEventChannel channel = new LocalEventChannel();
    private final BlockingQueue<SyncEvent> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        channel.close();
    }

    @Test
    void bringsEventsInOrderToEveryListenerOnAThreadOfItsOwn() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        channel.subscribe(heard::add);
        channel.subscribe(event -> threads.add(Thread.currentThread()));

        channel.publish(List.of(event("1"), event("2")));
        channel.publish(List.of(event("3")));

        for (String id : List.of("1", "2", "3")) {
            assertEquals(id, heard.poll(10, TimeUnit.SECONDS).key().id());
        }
        assertFalse(threads.poll(10, TimeUnit.SECONDS).equals(Thread.currentThread()));
    }

    @Test
    void aListenerThatFailsHidesNothingFromTheOthers() throws Exception {
        channel.subscribe(event -> {
            throw new IllegalStateException("as the test wants it");
        });
        channel.subscribe(heard::add);

        channel.publish(List.of(event("1")));
        channel.publish(List.of(event("2")));

        assertEquals("1", heard.poll(10, TimeUnit.SECONDS).key().id());
        assertEquals("2", heard.poll(10, TimeUnit.SECONDS).key().id());
    }

    @Test
    void aClosedSubscriptionHearsNothingAndLeavesItsTwinAlone() throws Exception {
        BlockingQueue<SyncEvent> twin = heard;
        Subscription first = channel.subscribe(twin::add);
        channel.subscribe(twin::add);

        first.close();
        first.close();
        channel.publish(List.of(event("1"), event("2")));

        assertEquals("1", twin.poll(10, TimeUnit.SECONDS).key().id());
        assertEquals("2", twin.poll(10, TimeUnit.SECONDS).key().id());
    }

    @Test
    void aListenerThatHangsHoldsUpNoPublisher() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        channel.subscribe(event -> {
            hanging.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        channel.publish(List.of(event("first")));
        assertTrue(hanging.await(10, TimeUnit.SECONDS));

        for (int i = 0; i < 5000; i++) {
            channel.publish(List.of(event("more")));
        }

        release.countDown();
    }

    @Test
    void publishingAfterCloseDoesNothing() {
        channel.subscribe(heard::add);
        channel.close();

        channel.publish(List.of(event("1")));

        assertNull(heard.poll());
    }

    private static SyncEvent event(String id) {
        return new SyncEvent(ArtifactKey.synapse("L", id), Instruction.PUBLISH, Optional.empty());
    }
}
