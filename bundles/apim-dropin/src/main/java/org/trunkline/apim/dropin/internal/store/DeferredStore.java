package org.trunkline.apim.dropin.internal.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * A store that is opened by who first needs it, so that being made takes no time in the host's start-up. What cannot be opened
 * is an answer of every call, and tried again by the next. Safe for use by many threads.
 */
public final class DeferredStore implements ArtifactStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeferredStore.class);
    private static final long LONGEST_END_MILLIS = 5_000;

    private final StoreOpening opening;
    private final String name;
    private final Object lock = new Object();
    private volatile OpenStore open;
    private final Thread opener;
    private volatile boolean closed;

    /** @param name for messages: the kind of store */
    public DeferredStore(StoreOpening opening, String name) {
        this.opening = opening;
        this.name = name;
        this.opener = new Thread(this::openAndTell, "trunkline-dropin-open");
        opener.setDaemon(true);
    }

    /**
     * Opens the store in a thread of its own, asks it for its head, and logs what came of it. To be called once.
     *
     * @throws IllegalThreadStateException if it was called before
     */
    public void openSoon() {
        opener.start();
    }

    private void openAndTell() {
        try {
            Revision head = head();
            LOG.info("Trunkline reached the store {}, which is at revision {}", name, head);
        } catch (ArtifactStoreException e) {
            if (closed) {
                return;
            }
            if (e.kind() == Kind.REJECTED) {
                LOG.error("Trunkline cannot use the store {}; each call will say so: {}", name, e.getMessage());
            } else {
                LOG.warn("Trunkline does not reach the store {}; each call tries again: {}", name, e.getMessage());
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (closed) {
                return;
            }
            LOG.error("Trunkline cannot use the store {} because of a fault in the program", name, e);
        }
    }

    private ArtifactStore store() throws ArtifactStoreException {
        OpenStore now = open;
        if (now == null) {
            synchronized (lock) {
                if (closed) {
                    throw ArtifactStoreException.unavailable("Trunkline was stopped in this server", null);
                }
                if (open == null) {
                    open = opened();
                }
                now = open;
            }
        }
        return now.store();
    }

    private OpenStore opened() throws ArtifactStoreException {
        try {
            return opening.open();
        } catch (RuntimeException | LinkageError e) {
            throw ArtifactStoreException.rejected(
                    "The store " + name + " cannot be opened because of a fault in the program: " + e, e);
        }
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return store().head();
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        return store().read(key);
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        return store().read(key, at);
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        return store().find(query);
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        return store().snapshot(labels, at);
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        return store().changes(labels, from, to);
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        return store().write(batch);
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        return store().history(key, limit);
    }

    /** @throws IllegalStateException if the store cannot be opened: there is nothing to watch then */
    @Override
    public Subscription watch(Runnable listener) {
        try {
            return store().watch(listener);
        } catch (ArtifactStoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Nobody may look into a store, or make its files, after it was closed. */
    private void endOpening() {
        opener.interrupt();
        try {
            opener.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the store if it was opened; each later call ends with UNAVAILABLE. */
    @Override
    public void close() {
        closed = true;
        endOpening();
        OpenStore last;
        synchronized (lock) {
            last = open;
            open = null;
        }
        if (last != null) {
            try {
                last.close();
            } catch (IOException | RuntimeException | LinkageError e) {
                LOG.warn("The store {} was not closed in order", name, e);
            }
        }
    }
}
