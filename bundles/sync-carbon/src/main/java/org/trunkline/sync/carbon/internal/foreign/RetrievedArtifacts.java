package org.trunkline.sync.carbon.internal.foreign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.document.InvalidDocumentException;

/** What a retriever returned, sorted out: artifacts by key, and faults that cannot be told to belong to any. */
final class RetrievedArtifacts {

    private final Instant fetchedAt;
    private final Map<ArtifactKey, Artifact> artifacts = new TreeMap<>();
    private final Set<ArtifactKey> ambiguous = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    RetrievedArtifacts(Instant fetchedAt) {
        this.fetchedAt = fetchedAt;
    }

    void add(String label, List<String> documents) {
        int number = 0;
        for (String text : documents) {
            number++;
            try {
                add(label, text);
            } catch (InvalidDocumentException | IllegalArgumentException e) {
                faults.add("number " + number + " of label '" + label + "': " + e.getMessage());
            }
        }
    }

    private void add(String label, String text) throws InvalidDocumentException {
        if (text == null || text.isEmpty()) {
            throw new InvalidDocumentException(text == null ? "it is null" : "it is empty");
        }
        ArtifactBody body = ArtifactBody.of(text);
        GatewayDocument document = GatewayDocument.parse(body);
        ArtifactKey key = ArtifactKey.synapse(label, document.apiId());
        if (isTombstone(document)) {
            return;
        }
        ArtifactInfo info = new ArtifactInfo(
                key,
                Instruction.PUBLISH,
                document.identity(),
                Revision.of("sha256:" + body.sha256()),
                fetchedAt,
                Optional.empty(),
                body.size(),
                body.sha256());
        Artifact earlier = artifacts.putIfAbsent(key, new Artifact(info, body));
        if (earlier != null && !earlier.body().equals(body)) {
            ambiguous.add(key);
        }
    }

    /**
     * Known retrievers return tombstones among the published artifacts and leave the instruction out. A tombstone names
     * what to remove and holds nothing to add; an artifact without an API definition alone may be a WebSocket API.
     */
    private static boolean isTombstone(GatewayDocument document) {
        boolean adds = document.apiDefinition().isPresent()
                || document.defaultApiDefinition().isPresent()
                || !document.sequencesToAdd().isEmpty()
                || !document.localEntriesToAdd().isEmpty()
                || !document.endpointsToAdd().isEmpty()
                || !document.certificatesToAdd().isEmpty()
                || !document.credentialsToAdd().isEmpty();
        boolean removes = !document.sequencesToRemove().isEmpty()
                || !document.localEntriesToRemove().isEmpty()
                || !document.endpointsToRemove().isEmpty()
                || !document.certificatesToRemove().isEmpty()
                || !document.credentialsToRemove().isEmpty();
        return removes && !adds;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    ArtifactFetch toFetch() {
        List<ArtifactEntry> entries = new ArrayList<>();
        for (Artifact artifact : artifacts.values()) {
            entries.add(
                    ambiguous.contains(artifact.key()) ? contradiction(artifact.key()) : ArtifactEntry.of(artifact));
        }
        return new Fetch(faults.isEmpty(), entries.iterator());
    }

    private static ArtifactEntry contradiction(ArtifactKey key) {
        return ArtifactEntry.unreadable(
                key,
                ArtifactStoreException.rejected(
                        "The retriever returned the " + key + " twice, with different content"));
    }

    private static final class Fetch implements ArtifactFetch {

        private final boolean complete;
        private final Iterator<ArtifactEntry> entries;

        Fetch(boolean complete, Iterator<ArtifactEntry> entries) {
            this.complete = complete;
            this.entries = entries;
        }

        @Override
        public boolean complete() {
            return complete;
        }

        @Override
        public Optional<Revision> revision() {
            return Optional.empty();
        }

        @Override
        public Optional<ArtifactEntry> next() {
            return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
