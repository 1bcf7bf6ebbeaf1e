package org.trunkline.sync;

import java.util.Objects;

/**
 * A state of a store. Opaque: only the store that made it can say what came before it, and two revisions are either the
 * same or different. A revision also tells its store from another one, so that a revision kept from a store that was
 * replaced since is not mistaken for one of the new store.
 */
public final class Revision {

    private static final int MAX_LENGTH = 200;

    private final String value;

    private Revision(String value) {
        this.value = value;
    }

    /**
     * A revision from what {@link #toString()} gave.
     *
     * @throws IllegalArgumentException unless it has 1 to 200 visible ASCII characters
     */
    public static Revision of(String value) {
        Objects.requireNonNull(value, "value");
        boolean visible = value.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (value.isEmpty() || value.length() > MAX_LENGTH || !visible) {
            throw new IllegalArgumentException(
                    "A revision has 1 to " + MAX_LENGTH + " visible ASCII characters, this one has " + value.length());
        }
        return new Revision(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Revision && value.equals(((Revision) other).value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The text that {@link #of(String)} takes back. */
    @Override
    public String toString() {
        return value;
    }
}
