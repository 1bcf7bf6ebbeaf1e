package org.trunkline.gateway.internal.preview;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the bodies that are being read, and cuts off those that stall. Thread-safe. */
final class Watchdog {

    private final Set<WatchedStream> streams = ConcurrentHashMap.newKeySet();

    void watch(WatchedStream stream) {
        streams.add(stream);
    }

    void forget(WatchedStream stream) {
        streams.remove(stream);
    }

    /** To be called from time to time. */
    void check() {
        long now = System.nanoTime();
        streams.forEach(stream -> stream.check(now));
    }
}
