package org.trunkline.sync.reconcile;

import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/** A source that gives no hints. */
final class DeafSource implements ArtifactSource {

    private final ArtifactSource source;

    DeafSource(ArtifactSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Optional<Revision> head() throws ArtifactStoreException {
        return source.head();
    }

    @Override
    public ArtifactFetch fetch(Set<String> labels, Optional<Revision> held) throws ArtifactStoreException {
        return source.fetch(labels, held);
    }

    @Override
    public Subscription watch(Runnable listener) {
        return () -> {};
    }
}
