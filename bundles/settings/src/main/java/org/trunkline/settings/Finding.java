package org.trunkline.settings;

import java.util.Comparator;
import java.util.Objects;

/** Something to say about a place in a file. Immutable. */
public final class Finding implements Comparable<Finding> {

    private static final Comparator<Finding> BY_PLACE =
            Comparator.comparing((Finding finding) -> finding.place).thenComparing(finding -> finding.text);

    private final Place place;
    private final String text;

    public Finding(Place place, String text) {
        this.place = Objects.requireNonNull(place, "place");
        this.text = Objects.requireNonNull(text, "text");
    }

    @Override
    public int compareTo(Finding other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Finding && compareTo((Finding) other) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(place, text);
    }

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
