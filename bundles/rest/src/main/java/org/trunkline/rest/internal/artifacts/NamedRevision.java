package org.trunkline.rest.internal.artifacts;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** The revision that somebody names. In a store of commits its first digits do, as people write commits. */
final class NamedRevision {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{4,39}");

    /** A commit that is farther back has to be named in full. */
    private static final int STATES_LOOKED_AT = 1_000;

    private NamedRevision() {}

    /**
     * The revision of that name. The first digits of a commit are looked up among the states of the given artifacts only.
     *
     * @throws ProblemException 400 if it can be no revision, or the digits do not tell which one; 404 if no state has it
     */
    static Revision of(ArtifactStore store, Set<ArtifactKey> keys, String text)
            throws ProblemException, ArtifactStoreException {
        Revision literal = Asked.revision(text);
        if (!BEGINNING.matcher(text).matches()) {
            return literal;
        }
        TreeSet<String> commits = new TreeSet<>();
        for (ArtifactKey key : keys) {
            store.history(key, STATES_LOOKED_AT).stream()
                    .map(ArtifactInfo::revision)
                    .map(Revision::toString)
                    .filter(revision -> COMMIT.matcher(revision).matches())
                    .forEach(commits::add);
        }
        if (commits.isEmpty()) {
            return literal;
        }
        TreeSet<String> matching = new TreeSet<>(commits);
        matching.removeIf(commit -> !commit.startsWith(text));
        if (matching.isEmpty()) {
            throw ProblemException.notFound(
                    "No state of API '" + keys.iterator().next().apiId()
                            + "' came with a commit that begins with '" + text
                            + "'. Name one of its history, or any commit with all 40 digits.");
        }
        if (matching.size() > 1) {
            throw ProblemException.badRequest("The revision '" + text + "' can be " + String.join(" or ", matching)
                    + ": give more of its digits.");
        }
        return Revision.of(matching.first());
    }
}
