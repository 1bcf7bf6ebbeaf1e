package org.trunkline.store.jdbc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.sync.Revision;

/**
 * What a revision of this store is made of. The number counts artifacts that were ever written: it is the number of the
 * last version that came with the revision. The writer is drawn by each instance that writes; a database that was put
 * back to an earlier state (a backup, a crash without durability) counts on from there, and only the writer tells the
 * new revision of a number from the lost one.
 */
final class StoreRevision {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})\\.(0|[1-9][0-9]{0,17})\\.([0-9a-f]{8})");

    private final String store;
    private final long number;
    private final int writer;

    StoreRevision(String store, long number, int writer) {
        this.store = store;
        this.number = number;
        this.writer = writer;
    }

    /** Empty if the revision is of some other kind of store. */
    static Optional<StoreRevision> parse(Revision revision) {
        Matcher form = FORM.matcher(revision.toString());
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new StoreRevision(
                form.group(1), Long.parseLong(form.group(2)), Integer.parseUnsignedInt(form.group(3), 16)));
    }

    String store() {
        return store;
    }

    long number() {
        return number;
    }

    int writer() {
        return writer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreRevision
                && store.equals(((StoreRevision) other).store)
                && number == ((StoreRevision) other).number
                && writer == ((StoreRevision) other).writer;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number) + writer;
    }

    Revision toRevision() {
        String hex = Integer.toHexString(writer);
        return Revision.of(store + "." + number + "." + "0".repeat(8 - hex.length()) + hex);
    }
}
