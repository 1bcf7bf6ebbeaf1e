package org.trunkline.bench;

import java.util.Optional;

/**
 * One line of the table.
 *
 * @param section what was measured
 * @param subject of what
 * @param unit of the values: ms or MB
 * @param median the middle of all that were measured
 * @param p95 what 95 of 100 stay below, where there were enough to say so
 * @param count how many were measured
 */
record Figure(String section, String subject, String unit, double median, Optional<Double> p95, int count) {

    static Figure of(String section, String subject, Timings timings) {
        Optional<Double> p95 = timings.count() >= 20 ? Optional.of(timings.percentileMillis(95)) : Optional.empty();
        return new Figure(section, subject, "ms", timings.medianMillis(), p95, timings.count());
    }

    static Figure megabytes(String section, String subject, double megabytes) {
        return new Figure(section, subject, "MB", megabytes, Optional.empty(), 1);
    }
}
