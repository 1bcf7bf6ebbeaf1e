package org.trunkline.store.file.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.sync.ArtifactKey;

/** The states that are kept of one artifact, newest first, at least one. Immutable. */
final class KeyHistory {

    static final String TAG = "key";
    private static final int FIELDS = 5;

    private final ArtifactKey key;
    private final long first;
    private final List<State> states;

    /** @param first the number of the first state that the artifact ever had, kept or not */
    KeyHistory(ArtifactKey key, long first, List<State> states) {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("a key without a state");
        }
        this.key = key;
        this.first = first;
        this.states = List.copyOf(states);
    }

    ArtifactKey key() {
        return key;
    }

    List<State> states() {
        return states;
    }

    State latest() {
        return states.get(0);
    }

    /** The same with one more state, and without those that are too many. */
    KeyHistory with(State newer, int limit) {
        List<State> kept = new ArrayList<>();
        kept.add(newer);
        kept.addAll(states.subList(0, Math.min(limit - 1, states.size())));
        return new KeyHistory(key, first, kept);
    }

    /** Whether it is known what was there at a number: the state then, or that there was none yet. */
    boolean knows(long number) {
        return number < first || number >= states.get(states.size() - 1).number();
    }

    /** The state at a number that it {@linkplain #knows}, empty if there was none yet. */
    Optional<State> at(long number) {
        return states.stream().filter(state -> state.number() <= number).findFirst();
    }

    static KeyHistory parse(String keyLine, List<State> states) {
        List<String> fields = Line.fields(keyLine, FIELDS);
        ArtifactKey key = ArtifactKey.of(ArtifactKey.Kind.valueOf(fields.get(1)), fields.get(2), fields.get(3));
        return new KeyHistory(key, Long.parseLong(fields.get(4)), states);
    }

    String toLines() {
        StringBuilder lines =
                new StringBuilder(Line.of(TAG, key.kind().name(), key.label(), key.id(), Long.toString(first)));
        states.forEach(state -> lines.append(state.toLine()));
        return lines.toString();
    }
}
