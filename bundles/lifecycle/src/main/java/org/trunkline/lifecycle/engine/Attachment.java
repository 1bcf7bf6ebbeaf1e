package org.trunkline.lifecycle.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.Resource;

/** A resource in one of its lifecycles, at one moment. */
record Attachment(
        Resource resource,
        StoredLifecycle stored,
        StateProperties properties,
        LifecycleState state,
        List<ItemStatus> items,
        List<VoteStatus> votes) {

    String lifecycle() {
        return stored.name();
    }

    /** The same with some items ticked or not. */
    Attachment ticking(Map<Integer, Boolean> changes) throws RegistryException {
        requireIndexes(
                changes,
                "check item",
                items.stream()
                        .collect(Collectors.toMap(
                                ItemStatus::index, item -> item.item().name(), (a, b) -> a, TreeMap::new)));
        List<ItemStatus> changed = items.stream()
                .map(item ->
                        new ItemStatus(item.index(), item.item(), changes.getOrDefault(item.index(), item.ticked())))
                .toList();
        return new Attachment(resource, stored, properties, state, changed, votes);
    }

    Attachment voting(List<VoteStatus> changed) {
        return new Attachment(resource, stored, properties, state, items, changed);
    }

    void requireIndexes(Map<Integer, ?> asked, String what, Map<Integer, String> there) throws RegistryException {
        for (Integer index : asked.keySet()) {
            if (!there.containsKey(index)) {
                throw new RegistryException(
                        Kind.NOT_FOUND,
                        "the state '" + state.id() + "' of the lifecycle '" + lifecycle() + "' has no " + what + " "
                                + index
                                + (there.isEmpty()
                                        ? " and no other"
                                        : "; there are "
                                                + there.entrySet().stream()
                                                        .map(entry -> entry.getKey() + " '" + entry.getValue() + "'")
                                                        .collect(Collectors.joining(", "))));
            }
        }
    }
}
