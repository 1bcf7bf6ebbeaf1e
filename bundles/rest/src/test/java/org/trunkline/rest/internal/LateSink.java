package org.trunkline.rest.internal;

import java.util.List;
import java.util.Optional;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/** A sink after which something else happens before it returns. */
record LateSink(ArtifactSink sink, Step step) implements ArtifactSink {

    @FunctionalInterface
    interface Step {
        void run() throws ArtifactStoreException;
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public Optional<Revision> publish(List<ArtifactWrite> batch) throws ArtifactStoreException {
        Optional<Revision> revision = sink.publish(batch);
        step.run();
        return revision;
    }
}
