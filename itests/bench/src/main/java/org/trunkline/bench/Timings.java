package org.trunkline.bench;

import java.util.Arrays;

/** Times of one kind of step, in nanoseconds. Not safe for use by several threads. */
final class Timings {

    /** A step that is measured. */
    interface Step {
        void run() throws Exception;
    }

    private long[] nanos = new long[64];
    private int count;

    void measure(Step step) throws Exception {
        long start = System.nanoTime();
        step.run();
        add(System.nanoTime() - start);
    }

    void add(long elapsed) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = elapsed;
    }

    int count() {
        return count;
    }

    double medianMillis() {
        return percentileMillis(50);
    }

    double percentileMillis(int percent) {
        if (count == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, count * percent / 100)] / 1e6;
    }

    double totalMillis() {
        return Arrays.stream(nanos, 0, count).sum() / 1e6;
    }
}
