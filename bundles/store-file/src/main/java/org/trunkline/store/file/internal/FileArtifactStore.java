package org.trunkline.store.file.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * Keeps artifacts in a directory that processes and machines may share. Bodies and the nodes of the manifest are files that
 * never change; one small file, the head, names those that are valid and is swapped under a lock.
 *
 * <p>Nothing is read or written before the first call, so that a mount that is away at start is the caller's error to retry
 * and not the component's.
 */
@Component(
        configurationPid = FileArtifactStore.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = ArtifactStore.class,
        property = ArtifactStore.TYPE + "=file")
@Designate(ocd = FileStoreConfig.class)
public final class FileArtifactStore implements ArtifactStore, AutoCloseable {

    static final String PID = "org.trunkline.store.file";

    private static final Logger LOG = LoggerFactory.getLogger(FileArtifactStore.class);
    /** Commits between two collections: one costs about as much as some hundred of the commits before it. */
    private static final int COLLECT_EVERY = 1_000;

    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);

    private final StoreReader reader;
    private final StoreWriter writer;
    private final Collector collector;
    private final HeadWatcher watcher;
    private final WriteLock lock;

    @Activate
    public FileArtifactStore(FileStoreConfig config) {
        this(FileStoreSettings.of(config), new LocalDisk(), GRACE);
        LOG.info("File store ready: directory={} history={}", config.directory(), config.history());
    }

    /** @param grace how long a reader may take that began before a state was dropped from the history */
    FileArtifactStore(FileStoreSettings settings, Disk disk, Duration grace) {
        Layout layout = new Layout(settings.directory());
        DurableFiles files = new DurableFiles(layout, disk);
        Manifest manifest = new Manifest(layout, files);
        Bodies bodies = new Bodies(layout, files);
        lock = new WriteLock(layout.lock(), LOCK_PATIENCE);
        StoreDirectory directory = new StoreDirectory(layout, files, manifest, lock, settings.create());
        reader = new StoreReader(layout, directory, manifest, bodies);
        writer = new StoreWriter(layout, directory, manifest, bodies, lock, Clock.systemUTC(), settings.history());
        collector = new Collector(layout, directory, manifest, files, lock, grace);
        watcher = new HeadWatcher(layout.directory(), reader::head, settings.pollInterval());
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return reader.head();
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        return reader.read(Objects.requireNonNull(key, "key"));
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        return reader.read(Objects.requireNonNull(key, "key"), Objects.requireNonNull(at, "at"));
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        return reader.find(Objects.requireNonNull(query, "query"));
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        return reader.snapshot(Set.copyOf(labels), Objects.requireNonNull(at, "at"));
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        return reader.changes(
                Set.copyOf(labels), Objects.requireNonNull(from, "from"), Objects.requireNonNull(to, "to"));
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        Head written = writer.write(List.copyOf(batch));
        if (written.number() % COLLECT_EVERY == 0) {
            collect();
        }
        return written.revision();
    }

    /** Removes what nothing names any more. What stops it does not concern the writer: the next one tries again. */
    void collect() {
        try {
            collector.collect();
        } catch (IOException | ArtifactStoreException e) {
            LOG.warn("Could not remove files that are no longer needed; it will be tried again", e);
        }
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        Objects.requireNonNull(key, "key");
        if (limit < 1) {
            throw new IllegalArgumentException("The limit must be positive, it is " + limit);
        }
        return reader.history(key, limit);
    }

    @Override
    public Subscription watch(Runnable listener) {
        return watcher.add(listener);
    }

    @Deactivate
    @Override
    public void close() {
        watcher.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("Could not close the lock of the file store", e);
        }
    }
}
