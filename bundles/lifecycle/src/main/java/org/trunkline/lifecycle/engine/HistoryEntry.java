package org.trunkline.lifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.registry.RegistryPath;

/**
 * Something that happened to a resource in one of its lifecycles. Immutable.
 *
 * @param path of the resource that this is the history of
 * @param original where the resource was before, if an execution made it from another one
 * @param order counts the entries of a resource, from 0
 * @param action the event of a transition, the check item or the event that is voted for, each with its new value
 * @param state the one that the resource was in
 * @param target the one that it came into; empty if it stayed
 * @param stay how long it was in the state that it left, if that is known
 * @param validations the classes that agreed
 * @param executions the classes that were called; all of them have succeeded, else nothing would have happened
 */
public record HistoryEntry(
        RegistryPath path,
        Optional<RegistryPath> original,
        int order,
        Type type,
        String lifecycle,
        String user,
        Instant at,
        String state,
        Optional<String> target,
        Optional<String> action,
        Optional<String> value,
        Optional<Duration> stay,
        List<String> validations,
        List<String> executions) {

    public HistoryEntry {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(stay, "stay");
        validations = List.copyOf(validations);
        executions = List.copyOf(executions);
    }

    /** What can happen. */
    public enum Type {
        ASSOCIATION("association"),
        DISSOCIATION("dissociation"),
        ITEM("itemClick"),
        VOTE("vote"),
        TRANSITION("transition"),
        MIGRATION("migration");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** As it is written in the history; WSO2's words for what WSO2's engine has. */
        public String word() {
            return word;
        }
    }
}
