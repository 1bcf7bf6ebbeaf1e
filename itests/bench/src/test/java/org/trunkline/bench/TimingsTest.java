package org.trunkline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TimingsTest {

    @Test
    void theMedianIsTheMiddleHoweverFarTheOthersAre() {
        Timings timings = new Timings();
        for (long millis : new long[] {1, 900, 3, 2, 100}) {
            timings.add(millis * 1_000_000);
        }

        assertEquals(3, timings.medianMillis());
        assertEquals(900, timings.percentileMillis(95));
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThrows(IllegalStateException.class, () -> new Timings().medianMillis());
    }
}
