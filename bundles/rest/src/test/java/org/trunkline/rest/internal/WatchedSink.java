package org.trunkline.rest.internal;

import java.util.List;
import java.util.Optional;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/** A sink before which something else happens. */
record WatchedSink(ArtifactSink sink, Step step) implements ArtifactSink {

    @FunctionalInterface
    interface Step {
        void before(List<ArtifactWrite> batch) throws ArtifactStoreException;
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public Optional<Revision> publish(List<ArtifactWrite> batch) throws ArtifactStoreException {
        step.before(batch);
        return sink.publish(batch);
    }
}
