package org.trunkline.sync;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where a gateway gets its artifacts from. Behind it is a store, or an {@code ArtifactRetriever} that somebody else
 * wrote. Safe for use by many threads.
 */
@ConsumerType
public interface ArtifactSource {

    /** The name that the configuration gave it, for example {@code DBRetriever}. */
    String name();

    /** The state that the source is in now, cheap to ask; empty if it has none, and then only a fetch can tell. */
    Optional<Revision> head() throws ArtifactStoreException;

    /**
     * What takes a gateway from a revision that it holds to the present state.
     *
     * @param labels the gateway's own labels
     * @param held the revision that the gateway holds; empty if it holds none, which makes the fetch complete
     */
    ArtifactFetch fetch(Set<String> labels, Optional<Revision> held) throws ArtifactStoreException;

    /** Calls a listener soon after something may have changed, under the terms of {@link ArtifactStore#watch}. */
    Subscription watch(Runnable listener);
}
