package org.trunkline.store.file.internal;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.sync.Revision;

/** Revisions as text: the store's own id, a full stop, the number of the commit. */
final class Revisions {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})\\.(0|[1-9][0-9]{0,17})");

    private Revisions() {}

    static Revision revision(String storeId, long number) {
        return Revision.of(storeId + "." + number);
    }

    /** The number of a revision, empty if the revision is of another store. */
    static OptionalLong number(String storeId, Revision revision) {
        Matcher matcher = FORM.matcher(revision.toString());
        return matcher.matches() && matcher.group(1).equals(storeId)
                ? OptionalLong.of(Long.parseLong(matcher.group(2)))
                : OptionalLong.empty();
    }
}
