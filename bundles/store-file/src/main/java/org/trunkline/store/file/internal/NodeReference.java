package org.trunkline.store.file.internal;

/** Names a node, and says how new what it holds is. Immutable. */
final class NodeReference {

    private final long newest;
    private final String sha256;

    /** @param newest the number of the newest state in the node */
    NodeReference(long newest, String sha256) {
        this.newest = newest;
        this.sha256 = sha256;
    }

    long newest() {
        return newest;
    }

    String sha256() {
        return sha256;
    }
}
