package org.trunkline.store.file.internal;

import java.nio.file.Path;

/**
 * Where things are in the store's directory. No name is made of anything that came from outside: names are fixed, random
 * or lower-case hexadecimal digests, so every file system can hold them and none can be escaped from.
 */
final class Layout {

    private final Path directory;

    Layout(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** The only file that changes: it names the nodes that are valid now. */
    Path head() {
        return directory.resolve("head");
    }

    /** Locked by whoever changes the head. */
    Path lock() {
        return directory.resolve("lock");
    }

    /** The bodies that nothing named any more when they were last looked for. */
    Path condemned() {
        return directory.resolve("condemned");
    }

    /** Files that do not have their final name yet. */
    Path temporary() {
        return directory.resolve("tmp");
    }

    Path nodes() {
        return directory.resolve("nodes");
    }

    Path node(String sha256) {
        return nodes().resolve(sha256);
    }

    Path bodies() {
        return directory.resolve("bodies");
    }

    Path body(String sha256) {
        return bodies().resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
