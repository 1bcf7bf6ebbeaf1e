package org.trunkline.settings;

import org.tomlj.TomlPosition;

/** Where something stands in a file, both counted from 1. Immutable. */
public final class Place implements Comparable<Place> {

    /** For what is missing and so stands nowhere. */
    public static final Place NOWHERE = new Place(0, 0);

    private final int line;
    private final int column;

    private Place(int line, int column) {
        this.line = line;
        this.column = column;
    }

    /** @param position null for nowhere */
    public static Place of(TomlPosition position) {
        return position == null ? NOWHERE : new Place(position.line(), position.column());
    }

    @Override
    public int compareTo(Place other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place && compareTo((Place) other) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * line + column;
    }

    @Override
    public String toString() {
        return line == 0 ? "missing" : "line " + line + ", column " + column;
    }
}
