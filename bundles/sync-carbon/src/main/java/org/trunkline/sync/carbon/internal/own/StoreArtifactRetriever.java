package org.trunkline.sync.carbon.internal.own;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactKey.Kind;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.document.InvalidDocumentException;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/**
 * WSO2's retriever over a store. Besides the interface of API Manager 3.2.0 it has the methods of the interface of 4.x, so
 * that one class serves both. Only WSO2's checked exception leaves it; it asks a store that is away again by itself, within a
 * bound; what it returns is what was saved. Safe for use by many threads.
 *
 * <p>Nothing is an empty string here and an empty list, because that is what every caller in API Manager tests for: none of
 * them is prepared for null in a list.
 */
public final class StoreArtifactRetriever implements ArtifactRetriever {

    private static final Logger LOG = LoggerFactory.getLogger(StoreArtifactRetriever.class);

    private static final String ANY = "ANY";
    private static final String NOTHING = "";

    private final String name;
    private final ArtifactStore store;
    private final RetrieverSettings settings;
    private final Retries retries;

    /** @param name what {@link #getName()} answers */
    public StoreArtifactRetriever(String name, ArtifactStore store, RetrieverSettings settings, Retries retries) {
        this.name = Objects.requireNonNull(name, "name");
        this.store = Objects.requireNonNull(store, "store");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.retries = Objects.requireNonNull(retries, "retries");
    }

    /** Does no work: a host calls it in the thread that starts it, and drops for good what fails there. */
    @Override
    public void init() {
        retries.start();
    }

    /** Ends the waits of the calls that are under way; they fail. */
    @Override
    public void disconnect() {
        retries.stop();
    }

    @Override
    public String getName() {
        return name;
    }

    /**
     * The artifact of an API on a label.
     *
     * @param gatewayInstruction {@code Publish} or {@code Remove} for an artifact that was saved with it, {@code ANY} for
     *     whatever was saved last
     * @return empty if there is none
     * @throws ArtifactSynchronizerException if the store could not tell, or the artifact cannot be read
     */
    @Override
    public String retrieveArtifact(String APIId, String gatewayLabel, String gatewayInstruction)
            throws ArtifactSynchronizerException {
        return HostCall.run(name + " did not retrieve API '" + APIId + "' on label '" + gatewayLabel + "'", () -> {
            ArtifactKey key = ArtifactKey.synapse(
                    HostCall.require("gateway label", gatewayLabel), HostCall.require("API id", APIId));
            Optional<Instruction> wanted = instruction(gatewayInstruction);
            return read(key)
                    .filter(artifact ->
                            wanted.isEmpty() || wanted.get() == artifact.info().instruction())
                    .map(artifact -> artifact.body().asText())
                    .orElse(NOTHING);
        });
    }

    private static Optional<Instruction> instruction(String wireName) {
        return ANY.equals(HostCall.require("gateway instruction", wireName))
                ? Optional.empty()
                : Optional.of(Instruction.ofWireName(wireName));
    }

    private Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        retries.pause(settings.eventWaitingTime());
        return retries.ask(settings.boundForOne(), () -> store.read(key));
    }

    /**
     * Where an API is deployed: its id under {@code apiId}, and under {@code label} the label that it is published on, which
     * is one of the gateway's own.
     *
     * @return a map with both keys; {@code label} is null if the API is not published on any of the gateway's labels, and
     *     {@code apiId} too if it is not published at all
     * @throws ArtifactSynchronizerException if the store could not tell
     */
    @Override
    public Map<String, String> retrieveAttributes(String apiName, String version, String tenantDomain)
            throws ArtifactSynchronizerException {
        String what = name + " did not find API '" + apiName + "' version '" + version + "' of '" + tenantDomain + "'";
        return HostCall.run(what, () -> {
            ArtifactQuery query = ArtifactQuery.all()
                    .name(HostCall.require("API name", apiName))
                    .version(HostCall.require("API version", version))
                    .tenant(HostCall.require("tenant domain", tenantDomain))
                    .instruction(Instruction.PUBLISH);
            return attributes(retries.ask(settings.boundForOne(), () -> store.find(query)));
        });
    }

    private Map<String, String> attributes(List<ArtifactInfo> published) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("apiId", null);
        attributes.put("label", null);
        for (ArtifactInfo info : published) {
            boolean own = settings.labels().contains(info.key().label());
            if (own || attributes.get("apiId") == null) {
                attributes.put("apiId", info.key().apiId());
            }
            if (own) {
                attributes.put("label", info.key().label());
                break;
            }
        }
        return attributes;
    }

    /**
     * Everything published for a label, never a tombstone. An artifact that cannot be read, or is no document that the host
     * could parse, is logged and left out.
     *
     * @throws ArtifactSynchronizerException if the store could not tell
     */
    @Override
    public List<String> retrieveAllArtifacts(String label) throws ArtifactSynchronizerException {
        return HostCall.run(name + " did not retrieve the artifacts of label '" + label + "'", () -> {
            ArtifactKey key = ArtifactKey.synapse(HostCall.require("gateway label", label), "any");
            return all(Set.of(key.label()), Optional.empty());
        });
    }

    /**
     * API Manager 4.x: the artifact that an API has on the first of these labels that it is published on.
     *
     * @param gatewayLabel the labels joined with {@code |} in Base64 for URLs, or one of the gateway's own
     * @return empty if there is none
     * @throws ArtifactSynchronizerException if the store could not tell, or the artifact cannot be read
     */
    public String retrieveArtifact(String apiId, String gatewayLabel) throws ArtifactSynchronizerException {
        return HostCall.run(name + " did not retrieve API '" + apiId + "'", () -> {
            HostCall.require("API id", apiId);
            for (String label : settings.labels().named(HostCall.require("gateway label", gatewayLabel))) {
                Optional<Artifact> artifact = read(ArtifactKey.synapse(label, apiId));
                if (artifact.isPresent() && artifact.get().info().instruction() == Instruction.PUBLISH) {
                    return HostDocument.text(artifact.get().body());
                }
            }
            return NOTHING;
        });
    }

    /**
     * API Manager 4.x: everything published for these labels by one tenant, each API once.
     *
     * @param gatewayLabel the labels joined with {@code |} in Base64 for URLs, or one of the gateway's own
     * @param tenantDomain null or blank for all tenants
     * @throws ArtifactSynchronizerException if the store could not tell
     */
    public List<String> retrieveAllArtifacts(String gatewayLabel, String tenantDomain)
            throws ArtifactSynchronizerException {
        return HostCall.run(name + " did not retrieve all artifacts", () -> {
            Optional<String> tenant = Optional.ofNullable(tenantDomain).filter(domain -> !domain.isBlank());
            return all(settings.labels().named(HostCall.require("gateway label", gatewayLabel)), tenant);
        });
    }

    /** API Manager 4.3 and later: none, because no saver hands a gateway policy over. */
    public String retrieveGatewayPolicyArtifacts(String mappingUUID) {
        return NOTHING;
    }

    /** API Manager 4.3 and later: none, because no saver hands a gateway policy over. */
    public List<String> retrieveGatewayPolicyArtifacts(String gatewayLabel, String tenantDomain) {
        return List.of();
    }

    private List<String> all(Set<String> labels, Optional<String> tenant) throws ArtifactStoreException {
        return retries.ask(settings.boundForAll(), () -> {
            List<String> texts = new ArrayList<>();
            Set<String> apis = new HashSet<>();
            try (ArtifactCursor cursor = store.snapshot(labels, store.head())) {
                for (Optional<ArtifactEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                    ArtifactKey key = entry.get().key();
                    if (key.kind() == Kind.SYNAPSE && !apis.contains(key.apiId())) {
                        Optional<String> text = text(entry.get(), tenant);
                        text.ifPresent(texts::add);
                        text.ifPresent(added -> apis.add(key.apiId()));
                    }
                }
            }
            return texts;
        });
    }

    private Optional<String> text(ArtifactEntry entry, Optional<String> tenant) {
        try {
            Artifact artifact = entry.artifact();
            ArtifactInfo info = artifact.info();
            boolean wanted = info.instruction() == Instruction.PUBLISH
                    && tenant.map(domain -> domain.equals(info.api().tenant())).orElse(true);
            if (!wanted) {
                return Optional.empty();
            }
            return Optional.of(HostDocument.text(artifact.body()));
        } catch (ArtifactStoreException | InvalidDocumentException e) {
            LOG.warn("{} leaves out the {}, which cannot be used: {}", name, entry.key(), e.getMessage());
            return Optional.empty();
        }
    }
}
