package org.trunkline.xml;

/** A part of a text. Immutable. */
public final class TextRange {

    private final int start;
    private final int end;

    /** @param end behind the last character */
    public TextRange(int start, int end) {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no part of a text lies from " + start + " to " + end);
        }
        this.start = start;
        this.end = end;
    }

    public int start() {
        return start;
    }

    /** Behind the last character. */
    public int end() {
        return end;
    }

    boolean overlaps(TextRange other) {
        return start < other.end && other.start < end;
    }

    @Override
    public String toString() {
        return start + ".." + end;
    }
}
