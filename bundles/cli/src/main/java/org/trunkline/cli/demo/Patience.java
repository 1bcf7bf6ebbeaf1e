package org.trunkline.cli.demo;

import java.time.Duration;
import java.util.Optional;

/** Waits for something to become true, with a deadline and with signs of life. */
final class Patience {

    private static final long SHORTEST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    /** Something that may be there when it is looked for. */
    @FunctionalInterface
    interface Look<T> {
        /** Says what it saw, or gives what is waited for. */
        Sight<T> look() throws StepFailed;
    }

    /**
     * What one look brought.
     *
     * @param found what is waited for; empty if it is not there yet
     * @param seen what is there instead, for the message when time is up
     */
    record Sight<T>(Optional<T> found, String seen) {

        static <T> Sight<T> of(T found) {
            return new Sight<>(Optional.of(found), "");
        }

        static <T> Sight<T> notYet(String seen) {
            return new Sight<>(Optional.empty(), seen);
        }
    }

    private final Narration narration;

    Patience(Narration narration) {
        this.narration = narration;
    }

    /**
     * Looks again and again until it is there.
     *
     * @param expected what is waited for, as in "waiting for ..."
     * @throws StepFailed when the time is up; it says what was expected and what was seen last
     */
    <T> T await(String expected, Duration limit, Look<T> look) throws StepFailed {
        var start = System.nanoTime();
        while (true) {
            var sight = look.look();
            if (sight.found().isPresent()) {
                return sight.found().get();
            }
            var waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(limit) > 0) {
                throw new StepFailed(
                        "Expected within " + limit.toSeconds() + " s: " + expected + ". Seen: " + sight.seen() + ".");
            }
            narration.waitingFor(expected + ", " + waited.toSeconds() + " s");
            pause(waited);
        }
    }

    /** What comes at once is seen at once; a node that is just starting has better things to do than to answer. */
    private static void pause(Duration waited) throws StepFailed {
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS + waited.toMillis() / 10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The demo was interrupted.", e);
        }
    }
}
