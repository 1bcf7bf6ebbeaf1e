package org.trunkline.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import org.trunkline.sync.ArtifactStore;

/** A store, and what has to be closed with it, the last one first. */
final class OpenStore implements AutoCloseable {

    private final ArtifactStore store;
    private final Deque<Closing> parts = new ArrayDeque<>();

    /** Like AutoCloseable, of which javac fears that it is interrupted. */
    @FunctionalInterface
    interface Closing {
        void close();
    }

    OpenStore(ArtifactStore store, Closing... parts) {
        this.store = store;
        for (Closing part : parts) {
            this.parts.push(part);
        }
    }

    ArtifactStore store() {
        return store;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
