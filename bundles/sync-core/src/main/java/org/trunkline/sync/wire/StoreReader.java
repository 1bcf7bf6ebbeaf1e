package org.trunkline.sync.wire;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trunkline.sync.Revision;

/** A node that reads a store through its endpoint, as it was seen last. Immutable. */
public final class StoreReader {

    private final String node;
    private final String account;
    private final Set<String> labels;
    private final Revision held;
    private final Instant lastSeen;

    StoreReader(String node, Optional<String> account, Set<String> labels, Optional<Revision> held, Instant lastSeen) {
        this.node = Objects.requireNonNull(node, "node");
        this.account = account.orElse(null);
        this.labels = Collections.unmodifiableSet(new TreeSet<>(labels));
        this.held = held.orElse(null);
        this.lastSeen = Objects.requireNonNull(lastSeen, "lastSeen");
    }

    /** The name that the node gives itself. */
    public String node() {
        return node;
    }

    /** The account that it authenticated with. */
    public Optional<String> account() {
        return Optional.ofNullable(account);
    }

    /** The labels that it reads, as far as it told. */
    public Set<String> labels() {
        return labels;
    }

    /** The revision up to which it has read everything; empty if it has not told yet. */
    public Optional<Revision> held() {
        return Optional.ofNullable(held);
    }

    /** By this node's clock. */
    public Instant lastSeen() {
        return lastSeen;
    }

    @Override
    public String toString() {
        return node + " " + labels + (held == null ? "" : " at revision " + held);
    }
}
