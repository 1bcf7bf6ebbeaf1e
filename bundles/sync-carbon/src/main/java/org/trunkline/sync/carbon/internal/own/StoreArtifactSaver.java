package org.trunkline.sync.carbon.internal.own;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactKey.Kind;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.document.InvalidDocumentException;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/**
 * WSO2's saver over a store. Besides the interface of API Manager 3.2.0 it has the methods of the interface of 4.x, so that
 * one class serves both. Only WSO2's checked exception leaves it. Safe for use by many threads.
 */
public final class StoreArtifactSaver implements ArtifactSaver {

    private static final Logger LOG = LoggerFactory.getLogger(StoreArtifactSaver.class);

    /** {@link #isAPIPublished} is asked in a user's request: no longer than this until it answers. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final ArtifactSink sink;
    private final ArtifactStore store;
    private final Retries retries;
    private final long maxArtifactBytes;

    /**
     * @param name what {@link #getName()} answers
     * @param sink publishes into the store
     * @param maxArtifactBytes the largest artifact that is taken, in bytes
     */
    public StoreArtifactSaver(
            String name, ArtifactSink sink, ArtifactStore store, Retries retries, long maxArtifactBytes) {
        this.name = Objects.requireNonNull(name, "name");
        this.sink = Objects.requireNonNull(sink, "sink");
        this.store = Objects.requireNonNull(store, "store");
        this.retries = Objects.requireNonNull(retries, "retries");
        this.maxArtifactBytes = maxArtifactBytes;
    }

    /** Does no work: the store is there already. */
    @Override
    public void init() {
        retries.start();
    }

    @Override
    public void disconnect() {
        retries.stop();
    }

    @Override
    public String getName() {
        return name;
    }

    /**
     * Stores an artifact under its API and the label. A tombstone is stored like any other artifact: the gateway reads it to
     * learn what to undeploy.
     *
     * @param gatewayRuntimeArtifacts the JSON of WSO2's {@code GatewayAPIDTO}
     * @param gatewayInstruction {@code Publish} or {@code Remove}
     * @throws ArtifactSynchronizerException if it was not stored; what was stored before is untouched
     */
    @Override
    public void saveArtifact(String gatewayRuntimeArtifacts, String gatewayLabel, String gatewayInstruction)
            throws ArtifactSynchronizerException {
        HostCall.run(name + " did not save an artifact for label '" + gatewayLabel + "'", () -> {
            String text = HostCall.require("artifact", gatewayRuntimeArtifacts);
            String label = HostCall.require("gateway label", gatewayLabel);
            Instruction instruction =
                    Instruction.ofWireName(HostCall.require("gateway instruction", gatewayInstruction));
            requireSize("artifact", text.length());
            ArtifactBody body = encode(text);
            requireSize("artifact", body.size());
            GatewayDocument document = GatewayDocument.parse(body);
            ArtifactKey key = ArtifactKey.synapse(label, document.apiId());
            return sink.publish(List.of(ArtifactWrite.of(key, instruction, document.identity(), body)));
        });
    }

    private static ArtifactBody encode(String text) throws InvalidDocumentException {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return ArtifactBody.of(bytes);
        } catch (CharacterCodingException e) {
            throw new InvalidDocumentException(
                    "the artifact holds half of a surrogate pair, which no UTF-8 can hold", e);
        }
    }

    private void requireSize(String what, long bytes) {
        if (bytes > maxArtifactBytes) {
            throw new IllegalArgumentException("the " + what + " has " + bytes + " bytes or more, " + maxArtifactBytes
                    + " are allowed (max_artifact_size in [sync])");
        }
    }

    /**
     * Whether any label has the API published. If the store cannot tell within seconds the answer is {@code true}: the host
     * then sends a removal for each label that was deselected, which is harmless where nothing was published, and shows its
     * failure to the user. After a wrong {@code false} it would send none, and gateways would go on serving the API.
     */
    @Override
    public boolean isAPIPublished(String apiId) {
        if (apiId == null || apiId.isBlank()) {
            return false;
        }
        try {
            return retries.ask(ANSWER_WITHIN, () -> published(apiId));
        } catch (ArtifactStoreException | RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("{} cannot tell whether API '{}' is published and takes it to be", name, apiId, e);
            return true;
        }
    }

    private boolean published(String apiId) throws ArtifactStoreException {
        ArtifactQuery query = ArtifactQuery.all().apiId(apiId).instruction(Instruction.PUBLISH);
        return store.find(query).stream().anyMatch(info -> info.key().kind() == Kind.SYNAPSE);
    }

    /**
     * API Manager 4.x: keeps the archive of an API revision.
     *
     * @throws ArtifactSynchronizerException if it was not stored
     */
    public void saveArtifact(
            String apiId, String apiName, String version, String revision, String organization, File artifact)
            throws ArtifactSynchronizerException {
        HostCall.run(name + " did not save revision '" + revision + "' of API '" + apiId + "'", () -> {
            ArtifactKey key = archive(apiId, revision);
            ApiIdentity api = identity(apiName, version, organization);
            return store.write(List.of(ArtifactWrite.of(key, Instruction.PUBLISH, api, read(artifact))));
        });
    }

    private ArtifactBody read(File artifact) throws ArtifactStoreException {
        if (artifact == null) {
            throw new IllegalArgumentException("the archive is missing");
        }
        Path file = artifact.toPath();
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            requireSize("archive", size);
            return ArtifactBody.read(in, size);
        } catch (IOException e) {
            throw ArtifactStoreException.rejected("the archive " + file.getFileName() + " cannot be read: " + e, e);
        }
    }

    /**
     * API Manager 4.x: marks the archive of an API revision as removed, if there is one.
     *
     * @throws ArtifactSynchronizerException if that was not stored
     */
    public void removeArtifact(String apiId, String apiName, String version, String revision, String organization)
            throws ArtifactSynchronizerException {
        HostCall.run(name + " did not remove revision '" + revision + "' of API '" + apiId + "'", () -> {
            ArtifactKey key = archive(apiId, revision);
            return remove(archivesOf(apiId).stream()
                    .filter(info -> info.key().equals(key))
                    .collect(Collectors.toList()));
        });
    }

    /**
     * API Manager 4.x: marks the archives of all revisions of an API as removed.
     *
     * @throws ArtifactSynchronizerException if that was not stored
     */
    public void removeArtifact(String apiId, String apiName, String version, String organization)
            throws ArtifactSynchronizerException {
        HostCall.run(name + " did not remove the revisions of API '" + apiId + "'", () -> {
            HostCall.require("API id", apiId);
            return remove(archivesOf(apiId));
        });
    }

    private List<ArtifactInfo> archivesOf(String apiId) throws ArtifactStoreException {
        return store.find(ArtifactQuery.all().apiId(apiId).instruction(Instruction.PUBLISH)).stream()
                .filter(info -> info.key().kind() == Kind.REVISION_ARCHIVE)
                .collect(Collectors.toList());
    }

    private Void remove(List<ArtifactInfo> archives) throws ArtifactStoreException {
        if (!archives.isEmpty()) {
            store.write(archives.stream()
                    .map(info ->
                            ArtifactWrite.of(info.key(), Instruction.REMOVE, info.api(), ArtifactBody.of(new byte[0])))
                    .collect(Collectors.toList()));
        }
        return null;
    }

    private static ArtifactKey archive(String apiId, String revision) {
        return ArtifactKey.revisionArchive(
                HostCall.require("API id", apiId), HostCall.require("API revision", revision));
    }

    private static ApiIdentity identity(String apiName, String version, String organization) {
        return ApiIdentity.of(
                HostCall.require("API name", apiName),
                HostCall.require("API version", version),
                HostCall.require("organization", organization));
    }
}
