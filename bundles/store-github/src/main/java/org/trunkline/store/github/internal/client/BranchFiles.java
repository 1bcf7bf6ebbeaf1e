package org.trunkline.store.github.internal.client;

import java.util.Map;
import java.util.Optional;

/** Some files of the branch, all of the same moment. */
public final class BranchFiles {

    private final String commit;
    private final Map<String, byte[]> files;

    BranchFiles(Optional<String> commit, Map<String, byte[]> files) {
        this.commit = commit.orElse(null);
        this.files = Map.copyOf(files);
    }

    /** The commit that they were read at; empty while the branch does not exist. */
    public Optional<String> commit() {
        return Optional.ofNullable(commit);
    }

    /** The content at a path; empty if there is no such file. */
    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
