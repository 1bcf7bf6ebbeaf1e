package org.trunkline.rest.internal.node;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.registry.Environments;
import org.trunkline.registry.Registry;
import org.trunkline.rest.internal.gateway.GatewayPart;
import org.trunkline.rest.internal.gateway.GatewayView;
import org.trunkline.rest.internal.github.GitHubPart;
import org.trunkline.rest.internal.github.GitHubView;
import org.trunkline.rest.internal.github.WebhookSecret;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactStore;

/**
 * The parts of this node that come and go with its profile and its configuration. The management API stays while they do:
 * a request that needs one that is not there is told so.
 */
@Component(service = NodeParts.class)
public final class NodeParts {

    private final AtomicReference<BoundStore> store = new AtomicReference<>();
    private final AtomicReference<ArtifactSink> sink = new AtomicReference<>();
    private final AtomicReference<ArtifactSource> source = new AtomicReference<>();
    private final AtomicReference<Registry> registry = new AtomicReference<>();
    private final AtomicReference<Environments> environments = new AtomicReference<>();
    private final AtomicReference<GatewayPart> gateway = new AtomicReference<>();
    private final AtomicReference<GitHubPart> github = new AtomicReference<>();
    private final AtomicReference<WebhookSecret> webhookSecret = new AtomicReference<>();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindStore(ArtifactStore service, Map<String, Object> properties) {
        store.set(new BoundStore(String.valueOf(properties.get(ArtifactStore.TYPE)), service));
    }

    public void unbindStore(ArtifactStore service) {
        store.updateAndGet(bound -> bound != null && bound.store() == service ? null : bound);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindSink(ArtifactSink service) {
        sink.set(service);
    }

    public void unbindSink(ArtifactSink service) {
        sink.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindSource(ArtifactSource service) {
        source.set(service);
    }

    public void unbindSource(ArtifactSource service) {
        source.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindRegistry(Registry service) {
        registry.set(service);
    }

    public void unbindRegistry(Registry service) {
        registry.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindEnvironments(Environments service) {
        environments.set(service);
    }

    public void unbindEnvironments(Environments service) {
        environments.compareAndSet(service, null);
    }

    /** Takes any service by the gateway's name, because a node without a gateway has no bundle with its type. */
    @Reference(
            service = AnyService.class,
            target = "(objectClass=org.trunkline.gateway.Gateway)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindGateway(Object service) {
        gateway.set(GatewayView.of(service));
    }

    public void unbindGateway(Object service) {
        gateway.updateAndGet(part -> part != null && part.isOf(service) ? null : part);
    }

    /** Takes any service by these names, because a node without the GitHub store has no bundle with its types. */
    @Reference(
            service = AnyService.class,
            target = "(&(objectClass=org.trunkline.store.github.GitHubStatus)"
                    + "(objectClass=org.trunkline.store.github.GitHubImport))",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindGitHub(Object service) {
        github.set(GitHubView.of(service));
    }

    public void unbindGitHub(Object service) {
        github.updateAndGet(part -> part != null && part.isOf(service) ? null : part);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindWebhookSecret(WebhookSecret service) {
        webhookSecret.set(service);
    }

    public void unbindWebhookSecret(WebhookSecret service) {
        webhookSecret.compareAndSet(service, null);
    }

    public Optional<BoundStore> store() {
        return Optional.ofNullable(store.get());
    }

    public Optional<ArtifactSink> sink() {
        return Optional.ofNullable(sink.get());
    }

    public Optional<ArtifactSource> source() {
        return Optional.ofNullable(source.get());
    }

    public Optional<GatewayPart> gateway() {
        return Optional.ofNullable(gateway.get());
    }

    /** The GitHub store, where that is the node's store. */
    public Optional<GitHubPart> github() {
        return Optional.ofNullable(github.get());
    }

    /** What GitHub's webhook is signed with, where one is configured. */
    public Optional<WebhookSecret> webhookSecret() {
        return Optional.ofNullable(webhookSecret.get());
    }

    /** @throws ProblemException 409 if the node has another store */
    public GitHubPart requireGitHub() throws ProblemException {
        Optional<String> other = store().map(BoundStore::type);
        return github().orElseThrow(
                        () -> ProblemException.notOnThisNode("This is for the GitHub store, and this node's store is "
                                + other.map(type -> "'" + type + "'").orElse("none, or one that is still to come")
                                + ". 'store' of [sync] in deployment.toml says which one it is to have."));
    }

    /** @throws ProblemException 503 if there is none: each node is to have one, so it failed or is still to come */
    public ArtifactStore requireStore() throws ProblemException {
        return store().orElseThrow(() -> new ProblemException(HttpProblem.of(
                                503,
                                "No artifact store",
                                "This node has no artifact store now. Its problems, at /api/v1/status, say what is missing;"
                                        + " 'store' of [sync] in deployment.toml says which one it is to have.")
                        .with("Retry-After", "5")))
                .store();
    }

    /** @throws ProblemException 503 if there is none: the node is without one, or it is still to come */
    public Registry requireRegistry() throws ProblemException {
        return Optional.ofNullable(registry.get())
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                                503,
                                "No registry",
                                "This node has no registry now. Ask a node whose profile has the feature 'registry'; if this"
                                        + " one has it, its problems, at /api/v1/status, say what is missing.")
                        .with("Retry-After", "5")));
    }

    /** Those of the registry; trunk, testing and production where nobody says otherwise. */
    public Environments environments() {
        return Optional.ofNullable(environments.get()).orElse(Environments.DEFAULT);
    }

    /** @throws ProblemException 409 if there is none */
    public ArtifactSink requireSink() throws ProblemException {
        return sink().orElseThrow(() -> ProblemException.notOnThisNode(
                "This node publishes nothing: it has no artifact saver. Ask a publisher node, or set artifact_saver of"
                        + " [apim.sync_runtime_artifacts.publisher] in deployment.toml and start it with a profile that"
                        + " has the publisher's part (all or publisher)."));
    }

    /** @throws ProblemException 409 if there is none */
    public GatewayPart requireGateway() throws ProblemException {
        return gateway()
                .orElseThrow(() -> ProblemException.notOnThisNode(
                        "This node runs no gateway. Ask a gateway node, or set gateway_labels of"
                                + " [apim.sync_runtime_artifacts.gateway] in deployment.toml and start it with a profile that has"
                                + " the gateway's part (all or gateway)."));
    }
}
