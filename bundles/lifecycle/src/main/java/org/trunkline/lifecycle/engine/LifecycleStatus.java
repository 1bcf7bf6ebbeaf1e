package org.trunkline.lifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.lifecycle.Checkpoint;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.registry.RegistryPath;

/**
 * Where a resource is in a lifecycle, as it is for one user. Immutable.
 *
 * @param version of the lifecycle that the resource goes by, see {@link StoredLifecycle#version}
 * @param current whether that is the version that a resource would get now
 * @param since when it came into its state; empty if that is not known
 */
public record LifecycleStatus(
        RegistryPath path,
        String lifecycle,
        String version,
        boolean current,
        LifecycleState state,
        Optional<Instant> since,
        List<ItemStatus> items,
        List<VoteStatus> votes,
        List<EventStatus> events) {

    public LifecycleStatus {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        items = List.copyOf(items);
        votes = List.copyOf(votes);
        events = List.copyOf(events);
    }

    /** The first check item with a name. */
    public Optional<ItemStatus> item(String name) {
        return items.stream().filter(item -> item.item().name().equals(name)).findFirst();
    }

    public Optional<EventStatus> event(String name) {
        return events.stream().filter(event -> event.event().equals(name)).findFirst();
    }

    /** The first checkpoint whose time the stay in the state has reached and not passed. */
    public Optional<Checkpoint> checkpoint(Instant now) {
        return since.map(from -> Duration.between(from, now))
                .flatMap(stay -> state.checkpoints().stream()
                        .filter(checkpoint ->
                                stay.compareTo(checkpoint.min()) >= 0 && stay.compareTo(checkpoint.max()) <= 0)
                        .findFirst());
    }
}
