package org.trunkline.sync.fetch;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Feeds gateways from a store: the changes where the store can tell them, otherwise a snapshot. Safe for use by many
 * threads.
 */
public final class StoreSource implements ArtifactSource {

    /** How often a store may move on between naming its head and being read there before that is a failure. */
    private static final int MAX_ATTEMPTS = 5;

    private final String name;
    private final ArtifactStore store;
    private final EventChannel events;

    /** @param name the name that the configuration gives the source */
    public StoreSource(String name, ArtifactStore store, EventChannel events) {
        this.name = Objects.requireNonNull(name, "name");
        this.store = Objects.requireNonNull(store, "store");
        this.events = Objects.requireNonNull(events, "events");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Revision> head() throws ArtifactStoreException {
        return Optional.of(store.head());
    }

    /**
     * {@inheritDoc}
     *
     * <p>The store is asked for changes even if it stands where the gateway does: so a store that counts its readers
     * learns what they hold.
     *
     * @throws ArtifactStoreException as the store's methods; CONFLICT if the store moved on each time that it was read
     */
    @Override
    public ArtifactFetch fetch(Set<String> labels, Optional<Revision> held) throws ArtifactStoreException {
        Set<String> own = Set.copyOf(labels);
        for (int attempt = 1; ; attempt++) {
            try {
                return fetch(own, held, store.head());
            } catch (ArtifactStoreException e) {
                if (e.kind() != ArtifactStoreException.Kind.CONFLICT || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private ArtifactFetch fetch(Set<String> labels, Optional<Revision> held, Revision head)
            throws ArtifactStoreException {
        if (held.isPresent()) {
            Optional<ArtifactCursor> changes = store.changes(labels, held.get(), head);
            if (changes.isPresent()) {
                return new StoreFetch(changes.get(), false, head);
            }
        }
        return new StoreFetch(store.snapshot(labels, head), true, head);
    }

    /** Hints of the store and of the event channel alike. */
    @Override
    public Subscription watch(Runnable listener) {
        Subscription ofStore = store.watch(listener);
        Subscription ofEvents = events.subscribe(event -> listener.run());
        return () -> {
            ofEvents.close();
            ofStore.close();
        };
    }
}
