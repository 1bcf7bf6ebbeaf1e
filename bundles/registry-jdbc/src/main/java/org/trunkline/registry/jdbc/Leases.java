package org.trunkline.registry.jdbc;

import java.util.HashMap;
import java.util.Map;

/** Contents that streams of this process are reading. Safe for use by many threads. */
final class Leases {

    private final Map<String, Integer> readers = new HashMap<>();

    synchronized void take(String sha256) {
        readers.merge(sha256, 1, Integer::sum);
    }

    synchronized void giveBack(String sha256) {
        readers.computeIfPresent(sha256, (key, count) -> count == 1 ? null : count - 1);
    }

    synchronized boolean isTaken(String sha256) {
        return readers.containsKey(sha256);
    }
}
