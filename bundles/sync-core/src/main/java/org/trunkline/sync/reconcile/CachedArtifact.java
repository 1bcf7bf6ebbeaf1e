package org.trunkline.sync.reconcile;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.sync.ArtifactInfo;

/** What the cache keeps under one key: the state that was deployed last, and a newer one that could not be. */
final class CachedArtifact {

    private final ArtifactInfo good;
    private final ArtifactInfo wanted;

    private CachedArtifact(ArtifactInfo good, ArtifactInfo wanted) {
        this.good = good;
        this.wanted = wanted;
    }

    static CachedArtifact good(ArtifactInfo info) {
        return new CachedArtifact(Objects.requireNonNull(info, "info"), null);
    }

    static CachedArtifact wanted(ArtifactInfo info) {
        return new CachedArtifact(null, Objects.requireNonNull(info, "info"));
    }

    CachedArtifact withWanted(ArtifactInfo info) {
        return new CachedArtifact(good, Objects.requireNonNull(info, "info"));
    }

    Optional<ArtifactInfo> good() {
        return Optional.ofNullable(good);
    }

    Optional<ArtifactInfo> wanted() {
        return Optional.ofNullable(wanted);
    }
}
