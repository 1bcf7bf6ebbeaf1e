package org.trunkline.sync.carbon.internal.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;

class RetriesTest {

    private static final Duration BOUND = Duration.ofSeconds(15);

    private final ManualTime time = new ManualTime();
    private final Retries retries = new Retries(time);

    @Test
    void asksAgainUntilTheStoreAnswers() throws Exception {
        Deque<ArtifactStoreException> faults = new ArrayDeque<>(List.of(away(), away(), moved()));

        String answer = retries.ask(BOUND, () -> {
            if (!faults.isEmpty()) {
                throw faults.pop();
            }
            return "here";
        });

        assertEquals("here", answer);
        assertEquals(3, time.waits().size());
    }

    @Test
    void asksForTheLastTimeAtTheBoundAndThenSaysWhatTheStoreSaid() {
        int[] asked = {0};

        ArtifactStoreException e = assertThrows(
                ArtifactStoreException.class,
                () -> retries.ask(BOUND, () -> {
                    asked[0]++;
                    throw away();
                }));

        assertEquals(BOUND, time.passed());
        assertEquals(Kind.UNAVAILABLE, e.kind());
        assertEquals("it is away (asked " + asked[0] + " times)", e.getMessage());
    }

    @Test
    void waitsLongerFromTimeToTime() {
        assertThrows(
                ArtifactStoreException.class,
                () -> retries.ask(Duration.ofMinutes(5), () -> {
                    throw away();
                }));

        List<Duration> waits = time.waits();
        assertTrue(waits.get(0).compareTo(Duration.ofMillis(250)) <= 0, waits::toString);
        assertTrue(waits.get(4).compareTo(Duration.ofSeconds(1)) > 0, waits::toString);
        assertTrue(waits.stream().allMatch(wait -> wait.compareTo(Duration.ofSeconds(30)) <= 0), waits::toString);
    }

    @Test
    void neverAsksAgainWhatWasRejected() {
        assertThrows(
                ArtifactStoreException.class,
                () -> retries.ask(BOUND, () -> {
                    throw ArtifactStoreException.rejected("never");
                }));

        assertEquals(List.of(), time.waits());
    }

    @Test
    void leavesTheStoreAloneAsLongAsItDemands() {
        Duration demanded = Duration.ofSeconds(7);

        assertThrows(
                ArtifactStoreException.class,
                () -> retries.ask(BOUND, () -> {
                    throw ArtifactStoreException.unavailable("busy", demanded, null);
                }));

        assertEquals(List.of(demanded, demanded), time.waits());
    }

    @Test
    void givesUpAtOnceWhenTheStoreWantsLongerThanTheBound() {
        assertThrows(
                ArtifactStoreException.class,
                () -> retries.ask(BOUND, () -> {
                    throw ArtifactStoreException.unavailable("busy", Duration.ofHours(1), null);
                }));

        assertEquals(List.of(), time.waits());
    }

    @Test
    void aStopEndsAWaitAndAStartAllowsWaitsAgain() throws Exception {
        Retries real = new Retries();
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Throwable> outcome = CompletableFuture.supplyAsync(() -> assertThrows(
                ArtifactStoreException.class,
                () -> real.ask(Duration.ofHours(1), () -> {
                    asked.countDown();
                    throw ArtifactStoreException.unavailable("busy", Duration.ofMinutes(30), null);
                })));

        assertTrue(asked.await(10, TimeUnit.SECONDS));
        real.stop();

        outcome.get(10, TimeUnit.SECONDS);
        retries.stop();
        retries.start();
        asksAgainUntilTheStoreAnswers();
    }

    @Test
    void anInterruptEndsAWaitAndIsNotSwallowed() {
        Thread.currentThread().interrupt();

        assertThrows(
                ArtifactStoreException.class,
                () -> new Retries().ask(Duration.ofHours(1), () -> {
                    throw ArtifactStoreException.unavailable("busy", Duration.ofMinutes(30), null);
                }));

        assertTrue(Thread.interrupted(), "the interrupt is lost");
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private static ArtifactStoreException away() {
        return ArtifactStoreException.unavailable("it is away", null);
    }

    private static ArtifactStoreException moved() {
        return ArtifactStoreException.conflict("that revision is no longer kept");
    }
}
