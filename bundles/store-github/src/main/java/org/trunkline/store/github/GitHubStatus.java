package org.trunkline.store.github;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The GitHub store as an operator sees it, and the door for a webhook. A service beside the store; none of its methods asks
 * GitHub. Thread-safe.
 */
@ProviderType
public interface GitHubStatus {

    /** The repository, as {@code owner/name}. */
    String repository();

    /** The host that the API is asked on. */
    String host();

    /** The branch; empty if it is the repository's default branch. */
    Optional<String> branch();

    /** What GitHub allows and what was used of it, at this moment. */
    RequestQuota quota();

    /** The branch may have moved: readers look at once. A hint and no more, so it may come too often or for nothing. */
    void hint();
}
