package org.trunkline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** What can be asked about single artifacts. Versions are never changed, so no question needs more than one statement. */
final class ArtifactQueries {

    private static final String OF_KEY = " a.kind = ? AND a.label = ? AND a.id = ?";

    private static final String LATEST = "SELECT " + StoredVersion.COLUMNS
            + " FROM trunkline_artifact a JOIN trunkline_version v ON v.version_no = a.current_no WHERE" + OF_KEY;

    private static final String AT = "SELECT " + StoredVersion.COLUMNS
            + " FROM trunkline_artifact a JOIN trunkline_version v ON v.artifact_no = a.artifact_no WHERE" + OF_KEY
            + " AND v.version_no <= ? ORDER BY v.version_no DESC";

    private static final String FIRST = "SELECT a.artifact_no FROM trunkline_artifact a WHERE" + OF_KEY;

    private static final String HISTORY = "SELECT " + StateColumns.of("v")
            + " FROM trunkline_artifact a JOIN trunkline_version v ON v.artifact_no = a.artifact_no WHERE" + OF_KEY
            + " ORDER BY v.version_no DESC";

    private static final String FIND =
            "SELECT a.kind, a.label, a.id, " + StateColumns.of("a") + " FROM trunkline_artifact a WHERE ";

    private final Connection connection;

    ArtifactQueries(Connection connection) {
        this.connection = connection;
    }

    Optional<Artifact> latest(ArtifactKey key) throws SQLException, ArtifactStoreException {
        String store = Head.read(connection).store();
        Optional<StoredVersion> found = version(LATEST, key, store);
        while (found.isPresent()) {
            Optional<ArtifactEntry> entry = found.get().entry(connection);
            if (entry.isPresent()) {
                return Optional.of(entry.get().artifact());
            }
            // a large body goes with its version when many newer ones are written meanwhile
            Optional<StoredVersion> again = version(LATEST, key, store);
            if (again.isPresent() && again.get().number() == found.get().number()) {
                return Optional.of(found.get().incomplete().artifact());
            }
            found = again;
        }
        return Optional.empty();
    }

    Optional<Artifact> at(ArtifactKey key, Revision revision) throws SQLException, ArtifactStoreException {
        RevisionCheck check = new RevisionCheck(connection);
        StoreRevision at = check.ofThisStore(revision);
        Optional<StoredVersion> found = version(AT, key, at.store(), at.number());
        if (found.isEmpty()) {
            if (wasStoredBy(key, at.number())) {
                throw RevisionCheck.noLongerKept(revision);
            }
            check.requireGenuine(at);
            return Optional.empty();
        }
        StoredVersion version = found.get();
        boolean cameWithIt = version.revision().filter(at::equals).isPresent();
        if (!cameWithIt) {
            check.requireGenuine(at);
        }
        Optional<ArtifactEntry> entry = version.entry(connection);
        if (entry.isEmpty() && version(AT, key, at.store(), at.number()).isEmpty()) {
            throw RevisionCheck.noLongerKept(revision);
        }
        return Optional.of(entry.orElseGet(version::incomplete).artifact());
    }

    /** The number of an artifact is that of the first version that it ever had. */
    private boolean wasStoredBy(ArtifactKey key, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            KeyColumns.set(select, 1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) <= number;
            }
        }
    }

    private Optional<StoredVersion> version(String sql, ArtifactKey key, String store, long... more)
            throws SQLException, ArtifactStoreException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setMaxRows(1);
            int next = KeyColumns.set(select, 1, key);
            for (long parameter : more) {
                select.setLong(next++, parameter);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(StoredVersion.read(row, store)) : Optional.empty();
            }
        }
    }

    List<ArtifactInfo> history(ArtifactKey key, int limit) throws SQLException, ArtifactStoreException {
        String store = Head.read(connection).store();
        try (PreparedStatement select = connection.prepareStatement(HISTORY)) {
            select.setMaxRows(limit);
            KeyColumns.set(select, 1, key);
            try (ResultSet row = select.executeQuery()) {
                List<ArtifactInfo> states = new ArrayList<>();
                while (row.next()) {
                    states.add(info(row, 1, key, store));
                }
                return List.copyOf(states);
            }
        }
    }

    List<ArtifactInfo> find(ArtifactQuery query) throws SQLException, ArtifactStoreException {
        String store = Head.read(connection).store();
        List<String> conditions = new ArrayList<>();
        List<String> values = new ArrayList<>();
        if (query.label().isPresent() || query.apiId().isEmpty()) {
            add(conditions, values, "a.kind", Optional.of(KeyColumns.SYNAPSE));
        }
        add(conditions, values, "a.label", query.label());
        add(conditions, values, "a.api_id", query.apiId());
        add(conditions, values, "a.api_name", query.name());
        add(conditions, values, "a.api_version", query.version());
        add(conditions, values, "a.tenant", query.tenant());
        add(conditions, values, "a.instruction", query.instruction().map(i -> i.wireName()));
        try (PreparedStatement select = connection.prepareStatement(FIND + String.join(" AND ", conditions))) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                List<ArtifactInfo> found = new ArrayList<>();
                while (row.next()) {
                    found.add(info(row, 4, KeyColumns.read(row, 1), store));
                }
                // the order of a database depends on its collation
                found.sort(Comparator.comparing(ArtifactInfo::key));
                return List.copyOf(found);
            }
        }
    }

    private static void add(List<String> conditions, List<String> values, String column, Optional<String> value) {
        if (value.isPresent()) {
            conditions.add(column + " = ?");
            values.add(value.get());
        }
    }

    private static ArtifactInfo info(ResultSet row, int first, ArtifactKey key, String store)
            throws SQLException, ArtifactStoreException {
        try {
            return StateColumns.read(row, first, key, store);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw ArtifactStoreException.rejected(
                    "What the database knows about " + key + " is damaged: " + e.getMessage()
                            + ". Publish the API again.",
                    e);
        }
    }
}
