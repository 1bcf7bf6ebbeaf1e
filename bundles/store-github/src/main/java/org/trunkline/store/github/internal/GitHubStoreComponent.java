package org.trunkline.store.github.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.store.github.GitHubImport;
import org.trunkline.store.github.GitHubStatus;
import org.trunkline.store.github.ImportPlan;
import org.trunkline.store.github.RequestQuota;
import org.trunkline.store.github.internal.client.RequestBudget;
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

/** The store as a service, with the settings of its configuration. It starts whether GitHub can be reached or not. */
@Component(
        service = {ArtifactStore.class, GitHubStatus.class, GitHubImport.class},
        configurationPid = GitHubStoreComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = ArtifactStore.TYPE + "=github")
@Designate(ocd = GitHubStoreConfig.class)
public final class GitHubStoreComponent implements ArtifactStore, GitHubStatus, GitHubImport {

    static final String PID = "org.trunkline.store.github";

    private static final Logger LOG = LoggerFactory.getLogger(GitHubStoreComponent.class);

    private final GitHubStoreParts parts;

    @Activate
    public GitHubStoreComponent(GitHubStoreConfig config) {
        try {
            this.parts = new GitHubStoreParts(config, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("[store.github]: " + e.getMessage(), e);
        }
        LOG.info(
                "Artifacts are kept in {}: branch={}, path={}, encrypted={}",
                parts.server,
                parts.server.branch().orElse("the default one"),
                config.path(),
                !config._encryption_key().isEmpty());
    }

    @Deactivate
    public void close() throws IOException {
        try {
            parts.store.close();
        } finally {
            parts.http.dispatcher().executorService().shutdown();
            parts.http.connectionPool().evictAll();
        }
    }

    @Override
    public String repository() {
        return parts.server.fullName();
    }

    @Override
    public String host() {
        return parts.server.host();
    }

    @Override
    public Optional<String> branch() {
        return parts.server.branch();
    }

    @Override
    public RequestQuota quota() {
        RequestBudget.Status status = parts.budget.status();
        return new RequestQuota(
                status.limit(),
                status.remaining(),
                status.resetAt(),
                status.requests(),
                status.notModified(),
                status.lastHour(),
                status.closedUntil(),
                status.closedBecause());
    }

    @Override
    public void hint() {
        parts.store.hint();
    }

    @Override
    public ImportPlan plan() throws ArtifactStoreException {
        return parts.store.formerImport().plan();
    }

    @Override
    public Revision run() throws ArtifactStoreException {
        return parts.store.formerImport().run();
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return parts.store.head();
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        return parts.store.read(key);
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        return parts.store.read(key, at);
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        return parts.store.find(query);
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        return parts.store.snapshot(labels, at);
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        return parts.store.changes(labels, from, to);
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        return parts.store.write(batch);
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        return parts.store.history(key, limit);
    }

    @Override
    public Subscription watch(Runnable listener) {
        return parts.store.watch(listener);
    }
}
