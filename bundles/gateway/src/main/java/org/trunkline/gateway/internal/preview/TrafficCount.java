package org.trunkline.gateway.internal.preview;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.trunkline.gateway.internal.Front;

/** Counts requests. Thread-safe. */
final class TrafficCount {

    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final LongAdder requests = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder backEndFailures = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(int status, long tookNanos) {
        requests.increment();
        nanos.add(tookNanos);
        if (status == Reply.NOT_IMPLEMENTED) {
            refusals.increment();
        } else if (status == BAD_GATEWAY || status == GATEWAY_TIMEOUT) {
            backEndFailures.increment();
        }
    }

    Front.Traffic sum() {
        return new Front.Traffic(requests.sum(), refusals.sum(), backEndFailures.sum(), Duration.ofNanos(nanos.sum()));
    }
}
