package org.trunkline.itests.github;

import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/** A source whose pauses of minutes last for seconds: the loop over it waits by the machine's clock. */
final class ShortenedPauses implements ArtifactSource {

    private static final int OF_A_PAUSE = 100;

    private final ArtifactSource source;

    ShortenedPauses(ArtifactSource source) {
        this.source = source;
    }

    private static ArtifactStoreException shortened(ArtifactStoreException e) {
        return e.retryAfter().isEmpty()
                ? e
                : ArtifactStoreException.unavailable(
                        e.getMessage(), e.retryAfter().get().dividedBy(OF_A_PAUSE), e);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Optional<Revision> head() throws ArtifactStoreException {
        try {
            return source.head();
        } catch (ArtifactStoreException e) {
            throw shortened(e);
        }
    }

    @Override
    public ArtifactFetch fetch(Set<String> labels, Optional<Revision> held) throws ArtifactStoreException {
        try {
            return source.fetch(labels, held);
        } catch (ArtifactStoreException e) {
            throw shortened(e);
        }
    }

    @Override
    public Subscription watch(Runnable listener) {
        return source.watch(listener);
    }
}
