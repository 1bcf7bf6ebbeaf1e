package org.trunkline.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Something that a person ticks. Immutable.
 *
 * @param events that are refused while it is not ticked; none if it only informs
 * @param roles each with the roles of one permission: who ticks has one of each. Everybody may if there are none.
 * @param validations done when their event happens, before those of the transition
 */
public record CheckItem(String name, Set<String> events, List<Set<String>> roles, List<PluginElement> validations) {

    public CheckItem {
        Objects.requireNonNull(name, "name");
        events = Set.copyOf(events);
        roles = roles.stream().map(Set::copyOf).toList();
        validations = List.copyOf(validations);
    }
}
