package org.trunkline.rest.internal.github;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ids of the deliveries that came last, so many and no more. Thread-safe. */
final class RecentDeliveries {

    private final Map<String, Boolean> seen;

    RecentDeliveries(int most) {
        this.seen = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** Whether it is the first one with this id; the next one is not. */
    synchronized boolean add(String id) {
        return seen.putIfAbsent(id, true) == null;
    }
}
