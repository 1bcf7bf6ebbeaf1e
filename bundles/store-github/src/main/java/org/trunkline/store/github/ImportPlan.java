package org.trunkline.store.github;

import java.util.List;
import java.util.Map;
import org.trunkline.sync.ArtifactInfo;

/** What an import would do. Immutable. */
public final class ImportPlan {

    private final List<Move> moves;
    private final Map<String, String> unreadable;

    /**
     * @param moves in the order of their keys
     * @param unreadable why a file stays where it is, by its path
     */
    public ImportPlan(List<Move> moves, Map<String, String> unreadable) {
        this.moves = List.copyOf(moves);
        this.unreadable = Map.copyOf(unreadable);
    }

    /** In the order of their keys. */
    public List<Move> moves() {
        return moves;
    }

    /** Why a file stays where it is, by its path. */
    public Map<String, String> unreadable() {
        return unreadable;
    }

    /** One artifact that gets a new place. Immutable. */
    public static final class Move {
        private final ArtifactInfo artifact;
        private final String from;
        private final String to;

        public Move(ArtifactInfo artifact, String from, String to) {
            this.artifact = artifact;
            this.from = from;
            this.to = to;
        }

        public ArtifactInfo artifact() {
            return artifact;
        }

        /** Its file now. */
        public String from() {
            return from;
        }

        /** Its file afterwards. */
        public String to() {
            return to;
        }
    }
}
