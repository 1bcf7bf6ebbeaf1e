package org.trunkline.store.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

class HeadWatcherTest {

    private static final long DEADLINE_SECONDS = 30;

    @TempDir
    private Path directory;

    private final AtomicReference<Optional<Revision>> head = new AtomicReference<>(Optional.of(Revision.of("a.1")));
    private final CountDownLatch looks = new CountDownLatch(5);

    private Revision look() throws ArtifactStoreException {
        looks.countDown();
        return head.get().orElseThrow(() -> ArtifactStoreException.unavailable("away", null));
    }

    @Test
    void aDirectoryThatTellsNothingIsLookedAtAllTheSame() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        Path tellsNothing = directory.resolve("not there");
        try (HeadWatcher watcher = new HeadWatcher(tellsNothing, this::look, Duration.ofMillis(5))) {
            Subscription subscription = watcher.add(called::countDown);

            head.set(Optional.of(Revision.of("a.2")));

            assertTrue(called.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "the listener was not called");
            subscription.close();
        }
    }

    @Test
    void aHeadThatCannotBeReadForAWhileIsNoChange() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (HeadWatcher watcher = new HeadWatcher(directory, this::look, Duration.ofMillis(5))) {
            Subscription subscription = watcher.add(calls::incrementAndGet);

            head.set(Optional.empty());
            assertTrue(looks.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "nobody looks any more");
            head.set(Optional.of(Revision.of("a.1")));

            assertEquals(0, calls.get());
            CountDownLatch called = new CountDownLatch(1);
            Subscription later = watcher.add(called::countDown);
            head.set(Optional.of(Revision.of("a.2")));
            assertTrue(called.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "the listener was not called");
            later.close();
            subscription.close();
        }
    }
}
