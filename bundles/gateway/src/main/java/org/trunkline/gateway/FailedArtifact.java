package org.trunkline.gateway;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;

/**
 * An artifact that could not be taken over. What was deployed under its key before is still served.
 *
 * @param revision the revision of the artifact that failed, where it could be read
 * @param reason fit for a person: what is wrong with it
 * @param failedAt when it was tried last
 * @param earlierVersionServed whether an earlier state of the API is deployed
 */
public record FailedArtifact(
        ArtifactKey key, Optional<Revision> revision, String reason, Instant failedAt, boolean earlierVersionServed) {

    public FailedArtifact {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(failedAt, "failedAt");
    }
}
