package org.trunkline.sync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.sync.ArtifactStoreException;

class RetryPlanTest {

    private final RetryPlan plan = new RetryPlan(Duration.ofSeconds(15), Duration.ofSeconds(5));

    @ParameterizedTest(name = "{0} after {1} failures: {2}, {3} ms, hints count: {4}")
    @CsvSource({
        // result,         failures before, phase,  delay, hints, failures
        "done,                  0, CURRENT,    5000, true,  0",
        "done,                  7, CURRENT,    5000, true,  0",
        "done-retry-2000,       0, CURRENT,    2000, true,  0",
        "done-retry-60000,      0, CURRENT,    5000, true,  0",
        "unfinished,            0, CURRENT,       0, true,  0",
        "unavailable,           0, RETRYING,  15000, true,  1",
        "unavailable,           1, RETRYING,  30000, true,  2",
        "unavailable,           2, RETRYING,  60000, true,  3",
        "unavailable,           3, RETRYING, 120000, true,  4",
        "unavailable,          99, RETRYING, 120000, true,  100",
        "unavailable-after-3000, 0, RETRYING, 15000, false, 1",
        "unavailable-after-600000, 0, RETRYING, 600000, false, 1",
        "conflict,              0, RETRYING,      0, true,  1",
        "conflict,              2, RETRYING,      0, true,  3",
        "conflict,              3, RETRYING,  15000, true,  4",
        "conflict,              4, RETRYING,  30000, true,  5",
        "rejected,              0, STUCK,      5000, false, 1",
        "rejected,              9, STUCK,      5000, false, 10",
        "broken,                0, RETRYING,  15000, true,  1",
        "broken,                1, RETRYING,  30000, true,  2",
    })
    void decidesWhatFollows(
            String result, int failuresBefore, ReconcilePhase phase, long delay, boolean hints, int failures) {
        NextPass next = plan.after(result(result), failuresBefore, 0);

        assertEquals(phase, next.phase());
        assertEquals(Duration.ofMillis(delay), next.delay());
        assertEquals(hints, next.hintsCount());
        assertEquals(failures, next.failures());
        assertEquals(phase == ReconcilePhase.CURRENT, next.problem().isEmpty());
    }

    @Test
    void spreadsRetriesByUpToAQuarter() {
        Duration latest = plan.after(result("unavailable"), 0, 0.999).delay();

        assertTrue(latest.compareTo(Duration.ofSeconds(18)) > 0, latest.toString());
        assertTrue(latest.compareTo(Duration.ofMillis(18_750)) < 0, latest.toString());
    }

    @Test
    void triesABadArtifactEverMoreSlowlyUpToTenMinutes() {
        assertEquals(Duration.ofSeconds(15), plan.artifactDelay(1, 0));
        assertEquals(Duration.ofSeconds(30), plan.artifactDelay(2, 0));
        assertEquals(Duration.ofMinutes(10), plan.artifactDelay(50, 0));
    }

    @Test
    void aRetryDurationOverTheCapIsItsOwnCap() {
        RetryPlan slow = new RetryPlan(Duration.ofHours(1), Duration.ofSeconds(5));

        assertEquals(
                Duration.ofHours(1), slow.after(result("unavailable"), 5, 0).delay());
    }

    private static PassResult result(String text) {
        String[] parts = text.split("-");
        Duration number = parts.length == 3 ? Duration.ofMillis(Long.parseLong(parts[2])) : null;
        switch (parts[0]) {
            case "done":
                return PassResult.done(Optional.ofNullable(number));
            case "unfinished":
                return PassResult.unfinished();
            case "unavailable":
                return PassResult.refused(
                        number == null
                                ? ArtifactStoreException.unavailable("away", null)
                                : ArtifactStoreException.unavailable("away", number, null));
            case "conflict":
                return PassResult.refused(ArtifactStoreException.conflict("moved on"));
            case "rejected":
                return PassResult.refused(ArtifactStoreException.rejected("wrong password"));
            default:
                return PassResult.broken(new IllegalStateException("a defect"));
        }
    }
}
