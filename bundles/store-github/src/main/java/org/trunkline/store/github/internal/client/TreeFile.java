package org.trunkline.store.github.internal.client;

import java.util.Objects;

/** A file of a tree. */
public final class TreeFile {

    private final String path;
    private final String blob;
    private final long size;

    public TreeFile(String path, String blob, long size) {
        this.path = Objects.requireNonNull(path, "path");
        this.blob = Objects.requireNonNull(blob, "blob");
        this.size = size;
    }

    public String path() {
        return path;
    }

    /** SHA-1 of the blob. */
    public String blob() {
        return blob;
    }

    /** In bytes. */
    public long size() {
        return size;
    }
}
