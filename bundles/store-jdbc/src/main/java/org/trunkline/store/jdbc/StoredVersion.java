package org.trunkline.store.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;

/** One row of trunkline_version with its key. A large body is not part of it and is read when the artifact is asked for. */
final class StoredVersion {

    /** What a query selects, from trunkline_version as v and trunkline_artifact as a. */
    static final String COLUMNS = "v.version_no, v.body, a.kind, a.label, a.id, " + StateColumns.of("v");

    private final long number;
    private final ArtifactKey key;
    private final byte[] inlineBody;
    private final ArtifactInfo info;
    private final ArtifactStoreException fault;

    private StoredVersion(
            long number, ArtifactKey key, byte[] inlineBody, ArtifactInfo info, ArtifactStoreException fault) {
        this.number = number;
        this.key = key;
        this.inlineBody = inlineBody;
        this.info = info;
        this.fault = fault;
    }

    static StoredVersion read(ResultSet row, String store) throws SQLException, ArtifactStoreException {
        long number = row.getLong(1);
        byte[] body = row.getBytes(2);
        ArtifactKey key;
        try {
            key = KeyColumns.read(row, 3);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw ArtifactStoreException.rejected(
                    "The row of trunkline_artifact for version " + number + " is damaged: " + e.getMessage()
                            + ". Put back a backup of the database, or delete the row.",
                    e);
        }
        try {
            return new StoredVersion(number, key, body, StateColumns.read(row, 6, key, store), null);
        } catch (IllegalArgumentException | NullPointerException e) {
            return new StoredVersion(number, key, body, null, damaged(key, number, e));
        }
    }

    private static ArtifactStoreException damaged(ArtifactKey key, long number, Exception cause) {
        return ArtifactStoreException.rejected(
                "Version " + number + " of " + key + " is damaged in the database: " + cause.getMessage()
                        + ". Publish the API again.",
                cause);
    }

    long number() {
        return number;
    }

    ArtifactKey key() {
        return key;
    }

    /** The revision that the version came with; the row's own columns are whole. */
    Optional<StoreRevision> revision() {
        return info == null ? Optional.empty() : StoreRevision.parse(info.revision());
    }

    /**
     * The artifact, or why it cannot be read.
     *
     * @return empty if parts of the body are missing: the version was deleted meanwhile, or it is damaged
     */
    Optional<ArtifactEntry> entry(Connection connection) throws SQLException {
        if (!large()) {
            return Optional.of(smallEntry());
        }
        try {
            return BodyParts.read(connection, number, info.size()).map(this::withBody);
        } catch (IOException e) {
            return Optional.of(ArtifactEntry.unreadable(key, damaged(key, number, e)));
        }
    }

    /** The same for a version that is not {@linkplain #large() large}. */
    ArtifactEntry smallEntry() {
        return info == null ? ArtifactEntry.unreadable(key, fault) : withBody(ArtifactBody.of(inlineBody));
    }

    private ArtifactEntry withBody(ArtifactBody body) {
        try {
            return ArtifactEntry.of(new Artifact(info, body));
        } catch (IllegalArgumentException e) {
            return ArtifactEntry.unreadable(key, damaged(key, number, e));
        }
    }

    /** Whether {@link #entry(Connection)} needs the database. */
    boolean large() {
        return info != null && inlineBody == null;
    }

    /** What takes the place of a version whose body has lost parts. */
    ArtifactEntry incomplete() {
        return ArtifactEntry.unreadable(
                key, damaged(key, number, new IllegalStateException("parts of the body are missing")));
    }
}
