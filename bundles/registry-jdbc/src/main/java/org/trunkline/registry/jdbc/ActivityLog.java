package org.trunkline.registry.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Page;
import org.trunkline.registry.RegistryPath;

/** What users did. It is written with what they did, and stays when a resource goes. */
final class ActivityLog {

    private static final String INSERT = "INSERT INTO trunkline_reg_activity"
            + " (activity_no, path, path_key, author, done_at, action, detail) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final Unit unit;

    ActivityLog(Unit unit) {
        this.unit = unit;
    }

    /** @param detail null for none */
    void add(RegistryPath path, Actor by, Activity.Action action, String detail) throws SQLException {
        unit.sql()
                .update(
                        INSERT,
                        unit.nextNumber(),
                        path.toString(),
                        PropertyText.key(path.toString()),
                        by.user(),
                        by.at(),
                        action.name(),
                        detail);
    }

    Page<Activity> find(Activity.Query query, Page.Request page) throws SQLException {
        StringBuilder where = new StringBuilder(" WHERE 1 = 1");
        List<Object> parameters = new ArrayList<>();
        query.path().ifPresent(path -> {
            where.append(" AND path_key = ? AND path = ?");
            parameters.add(PropertyText.key(path.toString()));
            parameters.add(path.toString());
        });
        query.within().filter(path -> !path.isRoot()).ifPresent(path -> {
            // what begins with the path and a slash stands between these two, character by character
            where.append(" AND (path = ? OR path > ? AND path < ?)");
            parameters.add(path.toString());
            parameters.add(path + "/");
            parameters.add(path + "0");
        });
        query.user().ifPresent(user -> {
            where.append(" AND author = ?");
            parameters.add(user);
        });
        query.action().ifPresent(action -> {
            where.append(" AND action = ?");
            parameters.add(action.name());
        });
        query.from().ifPresent(from -> {
            where.append(" AND done_at >= ?");
            parameters.add(Micros.of(from));
        });
        query.to().ifPresent(to -> {
            where.append(" AND done_at < ?");
            parameters.add(Micros.of(to));
        });
        Object[] conditions = parameters.toArray();
        long total = unit.sql()
                .one("SELECT COUNT(*) FROM trunkline_reg_activity" + where, row -> row.getLong(1), conditions)
                .orElse(0L);
        parameters.add(page.length());
        parameters.add(page.start());
        List<Activity> found = unit.sql()
                .list(
                        "SELECT path, author, done_at, action, detail FROM trunkline_reg_activity" + where
                                + " ORDER BY activity_no DESC LIMIT ? OFFSET ?",
                        row -> new Activity(
                                RegistryPath.of(row.getString(1)),
                                row.getString(2),
                                Micros.toInstant(row.getLong(3)),
                                Activity.Action.valueOf(row.getString(4)),
                                Optional.ofNullable(row.getString(5))),
                        parameters.toArray());
        return new Page<>(found, page.start(), total);
    }
}
