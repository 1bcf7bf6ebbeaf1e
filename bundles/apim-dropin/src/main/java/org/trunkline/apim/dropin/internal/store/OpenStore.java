package org.trunkline.apim.dropin.internal.store;

import java.io.IOException;
import java.util.Objects;
import org.trunkline.sync.ArtifactStore;

/** A store together with what closes it. */
public final class OpenStore {

    /** Lets go of what a store holds. */
    @FunctionalInterface
    interface Closing {

        void close() throws IOException;
    }

    private final ArtifactStore store;
    private final Closing closing;

    OpenStore(ArtifactStore store, Closing closing) {
        this.store = Objects.requireNonNull(store, "store");
        this.closing = Objects.requireNonNull(closing, "closing");
    }

    ArtifactStore store() {
        return store;
    }

    void close() throws IOException {
        closing.close();
    }
}
