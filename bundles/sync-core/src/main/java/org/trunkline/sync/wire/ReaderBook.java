package org.trunkline.sync.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.Revision;

/** Remembers who read, in bounds: a reader is forgotten after a day, and the one not seen longest when there are many. */
final class ReaderBook {

    private static final int MAX_READERS = 1000;
    private static final int MAX_NAME = 255;
    private static final Duration FORGET_AFTER = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, StoreReader> readers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StoreReader> eldest) {
            return size() > MAX_READERS;
        }
    };

    ReaderBook(Clock clock) {
        this.clock = clock;
    }

    synchronized void note(String node, Optional<String> account, Set<String> labels, Optional<Revision> held) {
        if (node.isBlank() || node.length() > MAX_NAME) {
            return;
        }
        String name = account.orElse("") + '\0' + node;
        StoreReader before = readers.get(name);
        readers.put(
                name,
                new StoreReader(
                        node,
                        account,
                        labels.isEmpty() && before != null ? before.labels() : labels,
                        held.isEmpty() && before != null ? before.held() : held,
                        clock.instant()));
    }

    synchronized List<StoreReader> readers() {
        Instant oldest = clock.instant().minus(FORGET_AFTER);
        readers.values().removeIf(reader -> reader.lastSeen().isBefore(oldest));
        List<StoreReader> all = new ArrayList<>(readers.values());
        all.sort((a, b) -> a.node().compareTo(b.node()));
        return all;
    }
}
