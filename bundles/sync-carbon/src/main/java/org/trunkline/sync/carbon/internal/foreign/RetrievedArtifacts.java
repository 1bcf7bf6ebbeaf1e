package org.trunkline.sync.carbon.internal.foreign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.trunkline.sync.document.InvalidDocumentException;

/** What a retriever returned, sorted out: artifacts by key, and faults that cannot be told to belong to any. */
final class RetrievedArtifacts {

    private final Instant fetchedAt;
    private final Map<String, RetrievedDocument> known;
    private final Map<String, RetrievedDocument> documents = new HashMap<>();
    private final Map<ArtifactKey, Artifact> artifacts = new TreeMap<>();
    private final Set<ArtifactKey> ambiguous = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    /** @param known what was read the last time: a gateway polls, and few documents change in between */
    RetrievedArtifacts(Instant fetchedAt, Map<String, RetrievedDocument> known) {
        this.fetchedAt = fetchedAt;
        this.known = known;
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
        RetrievedDocument document = read(body);
        if (document.tombstone()) {
            return;
        }
        ArtifactKey key = ArtifactKey.synapse(label, document.apiId());
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

    private RetrievedDocument read(ArtifactBody body) throws InvalidDocumentException {
        RetrievedDocument document = known.get(body.sha256());
        if (document == null) {
            document = RetrievedDocument.parse(body);
        }
        documents.put(body.sha256(), document);
        return document;
    }

    /** What was read, by digest, for the next time. */
    Map<String, RetrievedDocument> documents() {
        return Map.copyOf(documents);
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
