package org.trunkline.store.github.internal.client;

import java.util.Objects;
import java.util.Optional;

/** What a path holds after a change: a blob, or nothing any more. A renamed file is two changes. */
public final class FileChange {

    private final String path;
    private final String blob;

    public FileChange(String path, Optional<String> blob) {
        this.path = Objects.requireNonNull(path, "path");
        this.blob = blob.orElse(null);
    }

    public String path() {
        return path;
    }

    /** SHA-1 of the new blob; empty if the file is gone. */
    public Optional<String> blob() {
        return Optional.ofNullable(blob);
    }
}
