package org.trunkline.registry.carbon.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Activity.Action;
import org.trunkline.registry.Registry;
import org.wso2.carbon.registry.core.LogEntry;
import org.wso2.carbon.registry.core.LogEntryCollection;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** What users did, in WSO2's numbers. Safe for use by many threads. */
final class ActivityLog {

    /** Versions and edits of comments have no number. */
    private static final Map<Action, Integer> NUMBERS = new EnumMap<>(Map.ofEntries(
            Map.entry(Action.ADD, LogEntry.ADD),
            Map.entry(Action.UPDATE, LogEntry.UPDATE),
            Map.entry(Action.DELETE, LogEntry.DELETE_RESOURCE),
            Map.entry(Action.MOVE, LogEntry.MOVE),
            Map.entry(Action.RENAME, LogEntry.RENAME),
            Map.entry(Action.COPY, LogEntry.COPY),
            Map.entry(Action.RESTORE, LogEntry.RESTORE),
            Map.entry(Action.COMMENT, LogEntry.COMMENT),
            Map.entry(Action.DELETE_COMMENT, LogEntry.DELETE_COMMENT),
            Map.entry(Action.TAG, LogEntry.TAG),
            Map.entry(Action.REMOVE_TAG, LogEntry.REMOVE_TAG),
            Map.entry(Action.RATE, LogEntry.RATING),
            Map.entry(Action.ASSOCIATE, LogEntry.ADD_ASSOCIATION),
            Map.entry(Action.DISSOCIATE, LogEntry.REMOVE_ASSOCIATION),
            Map.entry(Action.LINK, LogEntry.CREATE_SYMBOLIC_LINK),
            Map.entry(Action.REMOVE_LINK, LogEntry.REMOVE_LINK)));

    private final Session session;

    ActivityLog(Session session) {
        this.session = session;
    }

    /**
     * The activities.
     *
     * @param path of this path alone; of all if it is null or empty
     * @param action one of {@link LogEntry}'s numbers
     * @param user of this user; of all if it is null or empty
     */
    List<LogEntry> entries(String path, int action, String user, Date from, Date to, boolean recentFirst)
            throws RegistryException {
        Registry registry = session.acting();
        Activity.Query query = query(user, from, to);
        String wanted = path == null || path.isEmpty() ? null : Address.of(path).text();
        List<LogEntry> entries = new ArrayList<>();
        for (Activity activity : Failures.told(path, () -> Pages.all(request -> registry.activities(query, request)))) {
            entry(activity)
                    .filter(entry -> wanted == null || wanted.equals(entry.getResourcePath()))
                    .filter(entry -> action == LogEntry.ALL || action == entry.getAction())
                    .ifPresent(entries::add);
        }
        Collections.reverse(entries);
        entries.sort(Comparator.comparing(LogEntry::getDate));
        if (recentFirst) {
            Collections.reverse(entries);
        }
        return entries;
    }

    private static Activity.Query query(String user, Date from, Date to) {
        Activity.Query query = Activity.Query.ALL;
        if (user != null && !user.isEmpty()) {
            query = query.user(user);
        }
        if (from != null) {
            query = query.from(from.toInstant());
        }
        // WSO2's bound belongs to what is asked for.
        return to == null ? query : query.to(to.toInstant().plusMillis(1));
    }

    private static Optional<LogEntry> entry(Activity activity) {
        Integer number = NUMBERS.get(activity.action());
        if (number == null) {
            return Optional.empty();
        }
        boolean moved = activity.action() == Action.MOVE || activity.action() == Action.RENAME;
        String path = activity.path().toString();
        String detail = activity.detail().orElse(null);
        LogEntry entry = new LogEntry();
        entry.setAction(number);
        entry.setUserName(activity.user());
        entry.setDate(Date.from(activity.at()));
        // WSO2 tells of a move where the resource is now, and keeps where it was.
        entry.setResourcePath(moved ? detail : path);
        entry.setActionData(moved ? path : detail);
        return Optional.of(entry);
    }

    /** The same as a list that is read when it is looked at. */
    LogEntryCollection collection(String path, int action, String user, Date from, Date to, boolean recentFirst)
            throws RegistryException {
        LogEntryCollection collection = new Entries(() -> entries(path, action, user, from, to, recentFirst));
        collection.setLogCount(collection.getLogEntries().length);
        return collection;
    }

    @FunctionalInterface
    private interface Reading {
        List<LogEntry> entries() throws RegistryException;
    }

    private static final class Entries extends LogEntryCollection {

        private final Reading reading;

        Entries(Reading reading) {
            this.reading = reading;
        }

        @Override
        public LogEntry[] getLogEntries() throws RegistryException {
            return reading.entries().toArray(new LogEntry[0]);
        }

        @Override
        public LogEntry[] getLogEntries(int start, int length) throws RegistryException {
            List<LogEntry> all = reading.entries();
            int from = Math.min(Math.max(start, 0), all.size());
            int to = (int) Math.min((long) from + Math.max(length, 0), all.size());
            return all.subList(from, to).toArray(new LogEntry[0]);
        }
    }
}
