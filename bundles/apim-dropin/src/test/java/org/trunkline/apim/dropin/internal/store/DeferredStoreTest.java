package org.trunkline.apim.dropin.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.Revision;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class DeferredStoreTest {

    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpenStore opened() {
        openings.incrementAndGet();
        return new OpenStore(new InMemoryArtifactStore(), () -> closed.set(true));
    }

    @Test
    void isOpenedByTheFirstCallAndNotBefore() throws Exception {
        DeferredStore store = new DeferredStore(this::opened, "memory");
        assertEquals(0, openings.get());

        store.head();
        store.head();

        assertEquals(1, openings.get());
    }

    @Test
    void tenCallersAtOnceOpenItOnce() throws Exception {
        CountDownLatch together = new CountDownLatch(10);
        DeferredStore store = new DeferredStore(this::opened, "memory");
        ExecutorService callers = Executors.newFixedThreadPool(10);
        try {
            List<Future<Revision>> heads = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                heads.add(callers.submit(() -> {
                    together.countDown();
                    together.await();
                    return store.head();
                }));
            }
            for (Future<Revision> head : heads) {
                head.get(10, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
        assertEquals(1, openings.get());
    }

    @Test
    void whatCannotBeOpenedIsTriedAgainByTheNextCall() throws Exception {
        DeferredStore store = new DeferredStore(
                () -> {
                    if (openings.get() == 0) {
                        openings.incrementAndGet();
                        throw ArtifactStoreException.unavailable("not yet", null);
                    }
                    return opened();
                },
                "memory");

        assertEquals(
                "not yet",
                assertThrows(ArtifactStoreException.class, store::head).getMessage());
        store.head();

        assertEquals(2, openings.get());
    }

    @Test
    void aFaultInTheProgramIsAnAnswerToo() {
        DeferredStore store = new DeferredStore(
                () -> {
                    throw new NoClassDefFoundError("javax/naming/Context");
                },
                "jdbc");

        ArtifactStoreException failure = assertThrows(ArtifactStoreException.class, store::head);

        assertEquals(Kind.REJECTED, failure.kind());
        assertTrue(failure.getMessage().contains("javax/naming/Context"), failure.getMessage());
    }

    @Test
    void closesWhatWasOpenedAndOpensNothingAfterwards() throws Exception {
        DeferredStore store = new DeferredStore(this::opened, "memory");
        store.head();

        store.close();

        assertTrue(closed.get());
        assertEquals(
                Kind.UNAVAILABLE,
                assertThrows(ArtifactStoreException.class, store::head).kind());
        assertEquals(1, openings.get());
    }

    @Test
    void nobodyIsStillOpeningAfterItWasClosed() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        DeferredStore store = new DeferredStore(
                () -> {
                    opening.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return opened();
                    } catch (InterruptedException e) {
                        ended.set(true);
                        throw ArtifactStoreException.unavailable("interrupted", e);
                    }
                },
                "slow");
        store.openSoon();
        assertTrue(opening.await(10, TimeUnit.SECONDS));

        store.close();

        assertTrue(ended.get());
        assertEquals(0, openings.get());
    }
}
