package org.trunkline.apim.dropin.internal;

import java.util.List;
import java.util.Optional;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/** Publishes into a store and announces nothing: the host sends its own event once all labels are saved. */
final class StoreOnlySink implements ArtifactSink {

    private final String name;
    private final ArtifactStore store;

    StoreOnlySink(String name, ArtifactStore store) {
        this.name = name;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Revision> publish(List<ArtifactWrite> batch) throws ArtifactStoreException {
        return Optional.of(store.write(batch));
    }
}
