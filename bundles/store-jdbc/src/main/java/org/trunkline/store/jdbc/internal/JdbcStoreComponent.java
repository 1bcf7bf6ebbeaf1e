package org.trunkline.store.jdbc.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Drivers;
import org.trunkline.store.jdbc.JdbcArtifactStore;
import org.trunkline.store.jdbc.JdbcStoreSettings;
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

/** The store as a service, with the settings of its configuration. It starts whether the database can be reached or not. */
@Component(
        service = ArtifactStore.class,
        configurationPid = JdbcStoreComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = ArtifactStore.TYPE + "=jdbc")
@Designate(ocd = JdbcStoreConfig.class)
public final class JdbcStoreComponent implements ArtifactStore {

    static final String PID = "org.trunkline.store.jdbc";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStoreComponent.class);

    private final JdbcArtifactStore store;

    @Activate
    public JdbcStoreComponent(JdbcStoreConfig config, @Reference Drivers drivers) {
        JdbcStoreSettings settings = settings(config);
        this.store = new JdbcArtifactStore(settings, drivers);
        LOG.info("Artifacts are kept in {}: history={}, durable={}", settings, settings.history(), settings.durable());
    }

    private static JdbcStoreSettings settings(JdbcStoreConfig config) {
        try {
            return JdbcStoreSettings.of(
                            DatabaseType.of(config.type()), config.url(), config.username(), config._password())
                    .history(config.history())
                    .durable(config.durable());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("[database.sync_runtime_artifacts_db]: " + e.getMessage(), e);
        }
    }

    @Deactivate
    void close() {
        store.close();
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return store.head();
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        return store.read(key);
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        return store.read(key, at);
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        return store.find(query);
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        return store.snapshot(labels, at);
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        return store.changes(labels, from, to);
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        return store.write(batch);
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        return store.history(key, limit);
    }

    @Override
    public Subscription watch(Runnable listener) {
        return store.watch(listener);
    }
}
