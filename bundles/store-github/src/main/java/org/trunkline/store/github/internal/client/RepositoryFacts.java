package org.trunkline.store.github.internal.client;

import java.util.Objects;
import java.util.Optional;

/** What GitHub says about the repository. */
public final class RepositoryFacts {

    private final String fullName;
    private final boolean isPrivate;
    private final String defaultBranch;
    private final String head;

    /** @param head where the store's branch is, if that was seen in the same moment */
    public RepositoryFacts(String fullName, boolean isPrivate, String defaultBranch, Optional<String> head) {
        this.fullName = Objects.requireNonNull(fullName, "fullName");
        this.isPrivate = isPrivate;
        this.defaultBranch = Objects.requireNonNull(defaultBranch, "defaultBranch");
        this.head = head.orElse(null);
    }

    /** The same with the branch at a commit. */
    RepositoryFacts at(String commit) {
        return new RepositoryFacts(fullName, isPrivate, defaultBranch, Optional.of(commit));
    }

    /** {@code owner/name}. */
    public String fullName() {
        return fullName;
    }

    /** Private, or internal to an enterprise: not everybody can read it. */
    public boolean isPrivate() {
        return isPrivate;
    }

    public String defaultBranch() {
        return defaultBranch;
    }

    /** The commit that the store's branch points to; empty if it was not asked for, or if there is no such branch. */
    public Optional<String> head() {
        return Optional.ofNullable(head);
    }
}
