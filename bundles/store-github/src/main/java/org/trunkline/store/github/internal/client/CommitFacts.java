package org.trunkline.store.github.internal.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** One commit. */
public final class CommitFacts {

    private final String sha;
    private final String tree;
    private final List<String> parents;
    private final String message;
    private final Instant committedAt;

    public CommitFacts(String sha, String tree, List<String> parents, String message, Instant committedAt) {
        this.sha = Objects.requireNonNull(sha, "sha");
        this.tree = Objects.requireNonNull(tree, "tree");
        this.parents = List.copyOf(parents);
        this.message = Objects.requireNonNull(message, "message");
        this.committedAt = Objects.requireNonNull(committedAt, "committedAt");
    }

    public String sha() {
        return sha;
    }

    public String tree() {
        return tree;
    }

    public List<String> parents() {
        return parents;
    }

    public String message() {
        return message;
    }

    public Instant committedAt() {
        return committedAt;
    }
}
