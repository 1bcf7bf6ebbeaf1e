package org.trunkline.store.remote.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;
import org.trunkline.sync.wire.ArtifactFrameReader;
import org.trunkline.sync.wire.ArtifactFrameWriter;
import org.trunkline.sync.wire.RevisionAnswer;

/**
 * A publisher's store, through the publisher's HTTPS API. It keeps nothing itself; being made takes no network. When the
 * publisher does not answer, that is UNAVAILABLE; a wrong password, an untrusted certificate or a redirect is REJECTED.
 */
@Component(
        service = ArtifactStore.class,
        configurationPid = RemoteStore.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = ArtifactStore.TYPE + "=remote")
@Designate(ocd = RemoteStoreConfig.class)
public final class RemoteStore implements ArtifactStore {

    static final String PID = "org.trunkline.store.remote";

    private static final System.Logger LOG = System.getLogger(RemoteStore.class.getName());

    /** How long the publisher is asked to wait for a change; less than proxies usually allow. */
    private static final Duration LONG_POLL = Duration.ofSeconds(20);

    private final Connection connection;
    private final HeadPoll watch;

    @Activate
    public RemoteStore(RemoteStoreConfig config) {
        this.connection = Connection.of(config);
        this.watch = new HeadPoll(this::longPoll);
        LOG.log(System.Logger.Level.INFO, "Remote store ready: url={0}", connection.address());
    }

    /** Ends the watch; calls are still answered. */
    @Deactivate
    public void close() {
        watch.close();
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return head(new Query(), Duration.ZERO);
    }

    private Revision longPoll(Optional<Revision> since) throws ArtifactStoreException {
        if (since.isEmpty()) {
            return head();
        }
        Query query = new Query()
                .add("since", since.get().toString())
                .add("waitSeconds", Long.toString(LONG_POLL.toSeconds()));
        return head(query, LONG_POLL);
    }

    private Revision head(Query query, Duration wait) throws ArtifactStoreException {
        String what = "ask for the head";
        try {
            return revision(what, connection.get(what, "/head", query, wait));
        } catch (GoneException e) {
            throw unexpected(what, e);
        }
    }

    private Revision revision(String what, InputStream answer) throws ArtifactStoreException {
        try (answer) {
            return RevisionAnswer.read(answer);
        } catch (IOException e) {
            throw connection.broken(what, e);
        }
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        return read("read " + key, new Query().add(key));
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        return read("read " + key, new Query().add(key).add("at", at.toString()));
    }

    private Optional<Artifact> read(String what, Query query) throws ArtifactStoreException {
        try (InputStream answer = connection.get(what, "/artifact", query, Duration.ZERO)) {
            ArtifactFrameReader frames = new ArtifactFrameReader(answer, Integer.MAX_VALUE);
            Optional<ArtifactEntry> entry = frames.nextEntry();
            return entry.isPresent() ? Optional.of(entry.get().artifact()) : Optional.empty();
        } catch (IOException e) {
            throw connection.broken(what, e);
        } catch (GoneException e) {
            throw unexpected(what, e);
        }
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        return infos(
                "find " + query,
                "/find",
                new Query()
                        .add("label", query.label())
                        .add("apiId", query.apiId())
                        .add("name", query.name())
                        .add("version", query.version())
                        .add("tenant", query.tenant())
                        .add("instruction", query.instruction().map(Instruction::wireName)));
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        return infos(
                "read the history of " + key, "/history", new Query().add(key).add("limit", Integer.toString(limit)));
    }

    private List<ArtifactInfo> infos(String what, String operation, Query query) throws ArtifactStoreException {
        try (InputStream answer = connection.get(what, operation, query, Duration.ZERO)) {
            ArtifactFrameReader frames = new ArtifactFrameReader(answer, 0);
            List<ArtifactInfo> infos = new ArrayList<>();
            for (Optional<ArtifactInfo> next = frames.nextInfo(); next.isPresent(); next = frames.nextInfo()) {
                infos.add(next.get());
            }
            return infos;
        } catch (IOException e) {
            throw connection.broken(what, e);
        } catch (GoneException e) {
            throw unexpected(what, e);
        }
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        String what = "read a snapshot";
        Query form = new Query().addAll("label", Set.copyOf(labels)).add("at", at.toString());
        try {
            return new RemoteCursor(connection, what, connection.postForm(what, "/snapshot", form), at);
        } catch (GoneException e) {
            throw unexpected(what, e);
        }
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        String what = "read the changes";
        Query form = new Query()
                .addAll("label", Set.copyOf(labels))
                .add("from", from.toString())
                .add("to", to.toString());
        try {
            return Optional.of(new RemoteCursor(connection, what, connection.postForm(what, "/changes", form), to));
        } catch (GoneException e) {
            LOG.log(System.Logger.Level.DEBUG, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        List<ArtifactWrite> writes = List.copyOf(batch);
        requireDistinctKeys(writes);
        boolean guarded = writes.stream()
                .anyMatch(write ->
                        write.expectsAbsent() || write.expectedRevision().isPresent());
        long bytes = writes.stream().mapToLong(write -> write.body().size()).sum();
        HttpRequest.BodyPublisher body =
                HttpRequest.BodyPublishers.ofInputStream(() -> ArtifactFrameWriter.stream(writes));
        String what = "store " + (writes.size() == 1 ? writes.get(0) : writes.size() + " artifacts");
        try {
            return revision(what, connection.post(what, "/write", body, bytes, !guarded));
        } catch (GoneException e) {
            throw unexpected(what, e);
        }
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

    @Override
    public Subscription watch(Runnable listener) {
        return watch.add(Objects.requireNonNull(listener, "listener"));
    }

    private ArtifactStoreException unexpected(String what, GoneException e) {
        return ArtifactStoreException.rejected(
                "Could not " + what + " at " + connection.address() + ": it gave an answer that only changes can have",
                e);
    }
}
