package org.trunkline.rest.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.sync.Revision;

/**
 * A node that reads from this node's store.
 *
 * @param node its name
 * @param account the account that it reads with
 * @param labels its gateway labels
 * @param heldRevision what it holds; empty if it holds nothing yet
 * @param lastSeen when it asked last
 */
public record StoreReader(
        String node, String account, List<String> labels, Optional<Revision> heldRevision, Instant lastSeen) {

    public StoreReader {
        labels = List.copyOf(labels);
    }
}
