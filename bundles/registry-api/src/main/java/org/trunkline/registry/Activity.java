package org.trunkline.registry;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a user did to a resource. What was rolled back is not among the activities. Immutable.
 *
 * @param path where the resource was at that time
 * @param detail what belongs to the action: the target of a move or copy, a tag, a rating, an association
 */
public record Activity(RegistryPath path, String user, Instant at, Action action, Optional<String> detail) {

    public Activity {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(detail, "detail");
    }

    /** What was done. */
    public enum Action {
        ADD,
        UPDATE,
        DELETE,
        MOVE,
        RENAME,
        COPY,
        CREATE_VERSION,
        RESTORE,
        DELETE_VERSION,
        COMMENT,
        EDIT_COMMENT,
        DELETE_COMMENT,
        TAG,
        REMOVE_TAG,
        RATE,
        ASSOCIATE,
        DISSOCIATE,
        LINK,
        REMOVE_LINK
    }

    /** Which activities are asked for. Each part that is set must match. Immutable. */
    public record Query(
            Optional<RegistryPath> within,
            Optional<RegistryPath> path,
            Optional<String> user,
            Optional<Action> action,
            Optional<Instant> from,
            Optional<Instant> to) {

        /** Everything. */
        public static final Query ALL = new Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** Of a resource and everything below it. */
        public Query within(RegistryPath value) {
            return new Query(Optional.of(value), path, user, action, from, to);
        }

        /** Of this resource alone. */
        public Query path(RegistryPath value) {
            return new Query(within, Optional.of(value), user, action, from, to);
        }

        public Query user(String value) {
            return new Query(within, path, Optional.of(value), action, from, to);
        }

        public Query action(Action value) {
            return new Query(within, path, user, Optional.of(value), from, to);
        }

        /** At that time or later. */
        public Query from(Instant value) {
            return new Query(within, path, user, action, Optional.of(value), to);
        }

        /** Before that time. */
        public Query to(Instant value) {
            return new Query(within, path, user, action, from, Optional.of(value));
        }
    }
}
