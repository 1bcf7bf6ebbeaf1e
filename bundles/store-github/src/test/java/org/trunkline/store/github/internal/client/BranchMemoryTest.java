package org.trunkline.store.github.internal.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BranchMemoryTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final BranchMemory memory = new BranchMemory(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void whatWasLeftBehindIsStaleForAMinuteAndThenTrue() {
        memory.read("a", Optional.of("tag"));
        memory.wrote("b", Optional.of("a"), Optional.of("a"));

        assertEquals("b", memory.read("a", Optional.empty()));
        now = now.plus(Duration.ofSeconds(61));
        assertEquals("a", memory.read("a", Optional.empty()), "somebody has set the branch back");
    }

    @Test
    void aCommitOfSomebodyElseThatWasSeenBeforeOurAnswerCameIsNotLeftBehind() {
        memory.read("a", Optional.empty());
        Optional<String> before = memory.head();
        memory.read("theirs-on-ours", Optional.of("tag"));

        memory.wrote("ours", Optional.of("a"), before);

        assertEquals(Optional.of("theirs-on-ours"), memory.head());
        assertEquals("theirs-on-ours", memory.read("theirs-on-ours", Optional.empty()));
    }

    @Test
    void ourCommitCountsThoughTheBranchWasFirstSeenMeanwhile() {
        Optional<String> before = memory.head();
        memory.read("a", Optional.of("tag"));

        memory.wrote("ours", Optional.of("a"), before);

        assertEquals(Optional.of("ours"), memory.head());
        assertEquals(Optional.empty(), memory.etag());
    }
}
