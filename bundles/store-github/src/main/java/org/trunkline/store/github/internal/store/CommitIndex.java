package org.trunkline.store.github.internal.store;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which blob lies at each path in a commit. Immutable. */
final class CommitIndex {

    private final String commit;
    private final Map<String, String> blobs;

    /** @param blobs by path */
    CommitIndex(String commit, Map<String, String> blobs) {
        this.commit = commit;
        this.blobs = Collections.unmodifiableMap(new HashMap<>(blobs));
    }

    String commit() {
        return commit;
    }

    Map<String, String> blobs() {
        return blobs;
    }

    Optional<String> blob(String path) {
        return Optional.ofNullable(blobs.get(path));
    }
}
