package org.trunkline.server.internal.config;

import java.util.Comparator;

/** Something to say about a place in deployment.toml. */
record Finding(Place place, String text) implements Comparable<Finding> {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparingInt(
                    (Finding finding) -> finding.place().line())
            .thenComparingInt(finding -> finding.place().column())
            .thenComparing(Finding::text);

    @Override
    public int compareTo(Finding other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
