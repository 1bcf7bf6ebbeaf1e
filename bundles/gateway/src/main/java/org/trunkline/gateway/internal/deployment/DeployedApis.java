package org.trunkline.gateway.internal.deployment;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.gateway.internal.synapse.ApiCompiler;
import org.trunkline.gateway.internal.synapse.InvalidSynapseException;
import org.trunkline.gateway.internal.synapse.NamedParts;
import org.trunkline.gateway.internal.synapse.SynapseApi;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.document.Content;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.document.InvalidDocumentException;
import org.trunkline.sync.reconcile.Deployer;
import org.trunkline.sync.reconcile.DeploymentException;

/**
 * The APIs that the gateway serves. One thread deploys, any number of threads route: an artifact is read and checked in
 * full, then one reference is swapped, so that a request sees all of an API's old state or all of its new one, and a bad
 * artifact changes nothing.
 */
public final class DeployedApis implements Deployer {

    private static final Logger LOG = LoggerFactory.getLogger(DeployedApis.class);

    private final ApiCompiler compiler = new ApiCompiler();
    private final AtomicLong deployments = new AtomicLong();
    private final AtomicLong removals = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private volatile RoutingTable table;

    /** @param labels the gateway's own ones; of several that carry an API, the first serves it */
    public DeployedApis(List<String> labels) {
        table = RoutingTable.empty(labels);
    }

    /** The API for a path. */
    public Optional<Route> find(RequestPath path) {
        return table.find(path);
    }

    @Override
    public void deploy(Artifact artifact) throws DeploymentException {
        long start = System.nanoTime();
        try {
            HeldArtifact held = read(artifact);
            table = table.with(held);
            deployments.incrementAndGet();
            LOG.info(
                    "API deployed: {} from label '{}', context {}, revision {}",
                    held.identity(),
                    artifact.key().label(),
                    held.api().map(SynapseApi::context).orElse("none"),
                    artifact.info().revision());
        } catch (DeploymentException e) {
            failures.incrementAndGet();
            throw e;
        } finally {
            nanos.addAndGet(System.nanoTime() - start);
        }
    }

    @Override
    public void undeploy(ArtifactKey key) {
        long start = System.nanoTime();
        Optional<HeldArtifact> held = table.held(key);
        table = table.without(key);
        if (held.isPresent()) {
            removals.incrementAndGet();
            LOG.info("API undeployed: {} from label '{}'", held.get().identity(), key.label());
        }
        nanos.addAndGet(System.nanoTime() - start);
    }

    private HeldArtifact read(Artifact artifact) throws DeploymentException {
        ArtifactKey key = artifact.key();
        if (key.kind() != ArtifactKey.Kind.SYNAPSE) {
            throw new DeploymentException("The " + key + " is no Synapse artifact; this gateway deploys no other");
        }
        try {
            GatewayDocument document = GatewayDocument.parse(artifact.body());
            if (!document.apiId().equals(key.id())) {
                throw new DeploymentException("The artifact of the " + key + " says that it is the API '"
                        + document.apiId() + "': publish it under its own id");
            }
            NamedParts parts = compiler.parts(byName(document.sequencesToAdd()), byName(document.endpointsToAdd()));
            return new HeldArtifact(
                    key,
                    document.identity(),
                    compile(document.apiDefinition(), parts),
                    compile(document.defaultApiDefinition(), parts));
        } catch (InvalidDocumentException | InvalidSynapseException e) {
            throw new DeploymentException(e.getMessage(), e);
        }
    }

    private Optional<SynapseApi> compile(Optional<String> definition, NamedParts parts) throws InvalidSynapseException {
        return definition.isPresent() ? Optional.of(compiler.compile(definition.get(), parts)) : Optional.empty();
    }

    private static Map<String, String> byName(List<Content> contents) {
        Map<String, String> byName = new HashMap<>();
        contents.forEach(content -> byName.put(content.name(), content.content()));
        return byName;
    }

    /** Each API that is deployed at this moment, ordered by id. */
    public List<ServedApi> served() {
        return table.served();
    }

    public long deployments() {
        return deployments.get();
    }

    public long removals() {
        return removals.get();
    }

    public long failures() {
        return failures.get();
    }

    /** Spent on deploying and undeploying, all together. */
    public Duration time() {
        return Duration.ofNanos(nanos.get());
    }
}
