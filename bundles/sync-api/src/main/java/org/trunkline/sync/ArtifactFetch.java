package org.trunkline.sync;

import java.util.Optional;

/** What a gateway has to take over: everything, or what changed. Used by one thread and closed by it. */
public interface ArtifactFetch extends ArtifactCursor {

    /**
     * Whether these are all published artifacts, so that what is not among them is to be undeployed. Otherwise these are
     * changes, with tombstones among them.
     */
    boolean complete();

    /** The revision that the gateway holds once it has taken over all of them; empty if the source has none. */
    Optional<Revision> revision();
}
