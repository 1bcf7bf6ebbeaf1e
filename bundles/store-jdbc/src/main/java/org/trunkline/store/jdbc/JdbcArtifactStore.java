package org.trunkline.store.jdbc;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trunkline.jdbc.Drivers;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Keeps artifacts in a relational database. Making one does not touch the database: the first call opens it and makes its
 * tables. Several stores, in one JVM or in many where the database allows that, may share a database; a file of H2
 * belongs to one process. Safe for use by many threads.
 *
 * <p>Each artifact keeps its last versions (20 unless the settings say something else), and with them the store's past:
 * a snapshot of a revision is exact until an artifact has lost the version that it had then, and CONFLICT from there on.
 * {@link #watch} reports writes of this instance at once, those of others within about a second.
 */
public final class JdbcArtifactStore implements ArtifactStore, AutoCloseable {

    private final Database database;
    private final HeadWatch watch;
    private final int history;
    private final Clock clock;
    private final int writer;

    /** A store in the database of these settings, with a driver that is asked for when it is needed. */
    public JdbcArtifactStore(JdbcStoreSettings settings, Drivers drivers) {
        this(settings, drivers, Clock.systemUTC());
    }

    JdbcArtifactStore(JdbcStoreSettings settings, Drivers drivers, Clock clock) {
        this.database = new Database(settings, Objects.requireNonNull(drivers, "drivers"), clock);
        this.watch = new HeadWatch(this::head);
        this.history = settings.history();
        this.clock = clock;
        this.writer = new SecureRandom().nextInt();
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return database.read(
                "tell its revision", connection -> Head.read(connection).revision());
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        Objects.requireNonNull(key, "key");
        return database.read("read " + key, connection -> new ArtifactQueries(connection).latest(key));
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(at, "at");
        return database.read(
                "read " + key + " at revision " + at, connection -> new ArtifactQueries(connection).at(key, at));
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        Objects.requireNonNull(query, "query");
        return database.read("find " + query, connection -> new ArtifactQueries(connection).find(query));
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        Set<String> wanted = Set.copyOf(labels);
        Objects.requireNonNull(at, "at");
        return database.read("read what is published for labels " + wanted, connection -> {
            RevisionCheck check = new RevisionCheck(connection);
            StoreRevision state = check.ofThisStore(at);
            if (!check.kept(state)) {
                throw RevisionCheck.noLongerKept(at);
            }
            return new PagedCursor(database, new SnapshotPages(database, wanted, state), state);
        });
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        Set<String> wanted = Set.copyOf(labels);
        Optional<StoreRevision> older = StoreRevision.parse(from);
        Optional<StoreRevision> newer = StoreRevision.parse(to);
        return database.read("read what changed for labels " + wanted, connection -> {
            RevisionCheck check = new RevisionCheck(connection);
            if (older.isEmpty() || newer.isEmpty() || !check.tellsChanges(older.get(), newer.get())) {
                return Optional.empty();
            }
            Pages pages = new ChangePages(database, wanted, older.get(), newer.get());
            return Optional.of(new PagedCursor(database, pages, newer.get()));
        });
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        List<ArtifactWrite> writes = List.copyOf(batch);
        requireDistinctKeys(writes);
        String asked =
                "store the " + writes.get(0) + (writes.size() == 1 ? "" : " and " + (writes.size() - 1) + " more");
        Revision revision = database.write(asked, connection -> write(connection, writes));
        watch.changed();
        return revision;
    }

    private static void requireDistinctKeys(List<ArtifactWrite> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("A batch must hold at least one artifact");
        }
        Set<ArtifactKey> keys = new HashSet<>();
        for (ArtifactWrite write : batch) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("The batch names " + write.key() + " twice");
            }
        }
    }

    private Revision write(Connection connection, List<ArtifactWrite> batch)
            throws SQLException, ArtifactStoreException {
        Head head = Head.advance(connection, batch.size(), writer);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        new BatchWriter(connection, head, now, history).write(batch);
        return head.revision();
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        Objects.requireNonNull(key, "key");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, it is " + limit);
        }
        return database.read(
                "list the versions of " + key, connection -> new ArtifactQueries(connection).history(key, limit));
    }

    @Override
    public Subscription watch(Runnable listener) {
        return watch.add(Objects.requireNonNull(listener, "listener"));
    }

    /** Closes the database; a call that runs meanwhile ends with UNAVAILABLE, as does each later one. */
    @Override
    public void close() {
        watch.close();
        database.close();
    }
}
