package org.trunkline.store.github.internal.client;

import java.util.Objects;

/** What GitHub says about the repository. */
public final class RepositoryFacts {

    private final String fullName;
    private final boolean isPrivate;
    private final String defaultBranch;

    public RepositoryFacts(String fullName, boolean isPrivate, String defaultBranch) {
        this.fullName = Objects.requireNonNull(fullName, "fullName");
        this.isPrivate = isPrivate;
        this.defaultBranch = Objects.requireNonNull(defaultBranch, "defaultBranch");
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
}
