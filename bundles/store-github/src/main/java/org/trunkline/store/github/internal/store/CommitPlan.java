package org.trunkline.store.github.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.store.github.internal.client.BlobName;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.CommitMessage;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.store.github.internal.layout.RepositoryFormat;
import org.trunkline.store.github.internal.layout.RepositoryReadme;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** What one commit changes: batches of writes on top of what the branch holds. Used by one thread. */
final class CommitPlan {

    /** Which blob an artifact had at an earlier commit. */
    interface Past {
        Optional<String> blob(String commit, ArtifactWrite write) throws ArtifactStoreException;
    }

    private final CommitIndex base;
    private final ArtifactPaths paths;
    private final EnvelopeCodec codec;
    private final Past past;
    private final Instant savedAt;
    private final Map<String, String> after;
    private final Map<String, byte[]> additions = new LinkedHashMap<>();
    private final Set<String> deletions = new HashSet<>();
    private final List<ArtifactWrite> writes = new ArrayList<>();
    private final List<ArtifactWrite> moved = new ArrayList<>();

    CommitPlan(CommitIndex base, ArtifactPaths paths, EnvelopeCodec codec, Past past, Instant savedAt) {
        this.base = base;
        this.paths = paths;
        this.codec = codec;
        this.past = past;
        this.savedAt = savedAt;
        this.after = new HashMap<>(base.blobs());
        begin();
    }

    /** The first commit says what the repository is, unless somebody else's page does. */
    private void begin() {
        String format = paths.own(RepositoryFormat.FILE);
        if (base.blob(format).isPresent()) {
            return;
        }
        put(format, codec.repositoryFormat());
        String readme = paths.own("README.md");
        // alone it is the page that GitHub makes of the repository's name
        boolean blank = base.blobs().isEmpty() || base.blobs().keySet().equals(Set.of(readme));
        if (blank || base.blob(readme).isEmpty()) {
            put(readme, RepositoryReadme.content());
        }
    }

    /**
     * Takes a batch in, all of it or nothing.
     *
     * @return the write whose expectation is not met
     */
    Optional<ArtifactWrite> add(List<ArtifactWrite> batch) throws ArtifactStoreException {
        for (ArtifactWrite write : batch) {
            if (!expected(write)) {
                return Optional.of(write);
            }
        }
        batch.forEach(this::apply);
        return Optional.empty();
    }

    private boolean expected(ArtifactWrite write) throws ArtifactStoreException {
        Optional<String> now = BranchState.blob(after, paths, write.key());
        if (write.expectsAbsent()) {
            return now.isEmpty();
        }
        if (write.expectedRevision().isEmpty()) {
            return true;
        }
        return now.isPresent()
                && now.equals(past.blob(write.expectedRevision().get().toString(), write));
    }

    private void apply(ArtifactWrite write) {
        writes.add(write);
        boolean publish = write.instruction() == Instruction.PUBLISH;
        put(paths.path(write.key(), write.instruction()), codec.write(write, savedAt));
        delete(paths.path(write.key(), publish ? Instruction.REMOVE : Instruction.PUBLISH));
    }

    /** Gives an artifact its place in this layout, as it was saved. */
    void move(Artifact artifact, String from) {
        ArtifactInfo info = artifact.info();
        ArtifactWrite write = ArtifactWrite.of(info.key(), info.instruction(), info.api(), artifact.body());
        moved.add(write);
        put(paths.path(info.key(), info.instruction()), codec.write(write, info.savedAt()));
        delete(from);
    }

    private void put(String path, byte[] content) {
        additions.put(path, content);
        deletions.remove(path);
        after.put(path, BlobName.of(content));
    }

    private void delete(String path) {
        additions.remove(path);
        if (base.blob(path).isPresent()) {
            deletions.add(path);
        }
        after.remove(path);
    }

    Map<String, byte[]> additions() {
        return additions;
    }

    Set<String> deletions() {
        return deletions;
    }

    String message() {
        return moved.isEmpty() ? CommitMessage.of(writes) : CommitMessage.ofImport(moved);
    }

    /** What the branch holds once it is at this commit. */
    CommitIndex after(String commit) {
        return new CommitIndex(commit, after);
    }
}
