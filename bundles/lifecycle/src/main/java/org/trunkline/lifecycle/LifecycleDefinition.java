package org.trunkline.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A lifecycle. Immutable, so that all resources that have it share it. */
public final class LifecycleDefinition {

    private final String name;
    private final boolean audited;
    private final String initialState;
    private final Map<String, LifecycleState> states;

    /**
     * @param audited whether what happens is kept in the history
     * @throws IllegalArgumentException if the states do not fit together; the message says which do not
     */
    public LifecycleDefinition(String name, boolean audited, String initialState, List<LifecycleState> states) {
        this.name = Objects.requireNonNull(name, "name");
        this.audited = audited;
        this.initialState = Objects.requireNonNull(initialState, "initialState");
        Map<String, LifecycleState> byId = new LinkedHashMap<>();
        for (LifecycleState state : states) {
            if (byId.put(state.id(), state) != null) {
                throw new IllegalArgumentException("the state '" + state.id() + "' is there twice");
            }
        }
        this.states = byId;
        if (!byId.containsKey(initialState)) {
            throw new IllegalArgumentException(
                    "the initial state '" + initialState + "' is not among the states " + byId.keySet());
        }
        for (LifecycleState state : states) {
            for (Transition transition : state.transitions()) {
                if (!byId.containsKey(transition.target())) {
                    throw new IllegalArgumentException(
                            "the event '" + transition.event() + "' of the state '" + state.id()
                                    + "' leads to '" + transition.target() + "', which is not among the states "
                                    + byId.keySet());
                }
            }
        }
    }

    public String name() {
        return name;
    }

    /** Whether what happens is kept in the history. */
    public boolean audited() {
        return audited;
    }

    public LifecycleState initialState() {
        return states.get(initialState);
    }

    /** In the order of the configuration. */
    public List<LifecycleState> states() {
        return List.copyOf(states.values());
    }

    public Optional<LifecycleState> state(String id) {
        return Optional.ofNullable(states.get(id));
    }

    /**
     * The state that an event leads to; empty if the event means nothing in that state, or the state is none of this
     * lifecycle.
     */
    public Optional<LifecycleState> next(String state, String event) {
        return state(state)
                .flatMap(now -> now.transition(event))
                .map(Transition::target)
                .map(states::get);
    }

    /** The states that no event leads to from the initial one, in the order of the configuration. */
    public List<LifecycleState> unreachableStates() {
        Set<String> reached = new HashSet<>(Set.of(initialState));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Transition transition : states.get(open.remove()).transitions()) {
                if (reached.add(transition.target())) {
                    open.add(transition.target());
                }
            }
        }
        List<LifecycleState> unreachable = new ArrayList<>(states.values());
        unreachable.removeIf(state -> reached.contains(state.id()));
        return unreachable;
    }

    @Override
    public String toString() {
        return "lifecycle " + name + " " + states.keySet();
    }
}
