package org.trunkline.lifecycle;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A state, and what has to hold and to happen when it is left. Everything is in the order of the configuration. Immutable.
 */
public record LifecycleState(
        String id,
        List<Transition> transitions,
        List<CheckItem> checkItems,
        List<TransitionPermission> permissions,
        List<TransitionApproval> approvals,
        List<PluginElement> validations,
        List<PluginElement> executions,
        List<TransitionInput> inputs,
        List<TransitionUi> uis,
        List<TransitionScript> scripts,
        List<Checkpoint> checkpoints) {

    /** @throws IllegalArgumentException if an event is there twice */
    public LifecycleState {
        Objects.requireNonNull(id, "id");
        transitions = List.copyOf(transitions);
        checkItems = List.copyOf(checkItems);
        permissions = List.copyOf(permissions);
        approvals = List.copyOf(approvals);
        validations = List.copyOf(validations);
        executions = List.copyOf(executions);
        inputs = List.copyOf(inputs);
        uis = List.copyOf(uis);
        scripts = List.copyOf(scripts);
        checkpoints = List.copyOf(checkpoints);
        Set<String> events = new HashSet<>();
        for (Transition transition : transitions) {
            if (!events.add(transition.event())) {
                throw new IllegalArgumentException(
                        "the state '" + id + "' has two transitions for the event '" + transition.event() + "'");
            }
        }
    }

    /** The events that lead out of the state. */
    public List<String> events() {
        return transitions.stream().map(Transition::event).toList();
    }

    public Optional<Transition> transition(String event) {
        return transitions.stream()
                .filter(transition -> transition.event().equals(event))
                .findFirst();
    }

    /** The validations of the transition itself; those of check items come before them. */
    public List<PluginElement> validations(String event) {
        return of(event, validations);
    }

    public List<PluginElement> executions(String event) {
        return of(event, executions);
    }

    private static List<PluginElement> of(String event, List<PluginElement> elements) {
        return elements.stream()
                .filter(element -> element.event().equals(event))
                .toList();
    }

    /** Who may cause an event: a user that has, for each of these, one of its roles. Everybody if there are none. */
    public List<TransitionPermission> permissions(String event) {
        return permissions.stream()
                .filter(permission -> permission.event().equals(event))
                .toList();
    }

    public List<TransitionApproval> approvals(String event) {
        return approvals.stream()
                .filter(approval -> approval.event().equals(event))
                .toList();
    }

    public List<TransitionInput> inputs(String event) {
        return inputs.stream().filter(input -> input.event().equals(event)).toList();
    }
}
