package org.trunkline.store.github.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trunkline.store.github.internal.client.BlobName;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.client.RepositoryFacts;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.store.github.internal.layout.RepositoryFormat;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** The branch as this process knows it: where it is, and what lies in its commits. Thread-safe. */
final class Branch {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final GitHubApi api;
    private final ArtifactPaths paths;
    private final EnvelopeCodec codec;
    private final Indexes indexes;
    private final Blobs blobs;
    private final boolean allowPublic;
    private final SharedHead head;

    private volatile boolean admitted;

    /** The format file that was found good last, by its blob. */
    private volatile String goodFormat = "";

    Branch(GitHubApi api, ArtifactPaths paths, EnvelopeCodec codec, Indexes indexes, Blobs blobs, boolean allowPublic) {
        this.api = api;
        this.paths = paths;
        this.codec = codec;
        this.indexes = indexes;
        this.blobs = blobs;
        this.allowPublic = allowPublic;
        this.head = new SharedHead(api);
    }

    static boolean isCommit(String revision) {
        return COMMIT.matcher(revision).matches();
    }

    /**
     * Looks at the repository before it is used for the first time.
     *
     * @return where the branch is, if that was seen with it
     * @throws ArtifactStoreException REJECTED if everybody can read it and that is not allowed
     */
    private synchronized Optional<String> admit() throws ArtifactStoreException {
        if (admitted) {
            return Optional.empty();
        }
        RepositoryFacts repository = api.repository();
        if (!repository.isPrivate() && !allowPublic) {
            throw ArtifactStoreException.rejected("Repository " + repository.fullName()
                    + " is public: everybody could read the addresses, certificates and passwords of back ends."
                    + " Make it private, or set allow_public = true in [store.github], best with encryption_key.");
        }
        admitted = true;
        return repository.head();
    }

    /** Refuses a repository that must not be used. */
    void open() throws ArtifactStoreException {
        if (!admitted) {
            admit().ifPresent(indexes::seen);
        }
    }

    /** Where the branch was when this process looked last; empty if it has not looked. */
    Optional<String> observed() {
        return admitted ? indexes.head() : Optional.empty();
    }

    SharedHead shared() {
        return head;
    }

    /**
     * Where the branch is; empty if there is none and never was.
     *
     * @throws ArtifactStoreException REJECTED if the branch was there and is gone: that is no empty store
     */
    Optional<String> head() throws ArtifactStoreException {
        Optional<String> now = admitted ? Optional.empty() : admit();
        if (now.isEmpty()) {
            now = head.get();
        }
        if (now.isEmpty() && indexes.head().isPresent()) {
            throw ArtifactStoreException.rejected("The branch of the GitHub store was at commit "
                    + indexes.head().get() + " and is gone. Make it again from that commit, or, if an empty store is"
                    + " meant, stop this node, delete [store.github] cache_directory and start again.");
        }
        now.ifPresent(indexes::seen);
        return now;
    }

    /** The branch as it was seen last, without asking where it is; empty if it was never seen. */
    Optional<CommitIndex> remembered() throws ArtifactStoreException {
        open();
        Optional<String> seen = indexes.head();
        return seen.isPresent() ? Optional.of(at(seen.get())) : Optional.empty();
    }

    /** The branch as it is now; empty if there is none. */
    Optional<CommitIndex> asked() throws ArtifactStoreException {
        Optional<String> now = head();
        return now.isPresent() ? Optional.of(at(now.get())) : Optional.empty();
    }

    /** What lies in a commit. */
    CommitIndex at(String commit) throws ArtifactStoreException {
        open();
        return indexes.at(commit);
    }

    /**
     * Sees to it that files of a commit are here.
     *
     * @throws ArtifactStoreException REJECTED if the commit has a layout that this version does not know
     */
    void fetch(CommitIndex index, Collection<String> files) throws ArtifactStoreException {
        Optional<String> format = index.blob(paths.own(RepositoryFormat.FILE));
        List<String> wanted = new ArrayList<>();
        format.ifPresent(wanted::add);
        files.forEach(path -> index.blob(path).ifPresent(wanted::add));
        blobs.fetch(index.commit(), wanted);
        checkFormat(index);
    }

    private void checkFormat(CommitIndex index) throws ArtifactStoreException {
        Optional<String> format = index.blob(paths.own(RepositoryFormat.FILE));
        if (format.isPresent() && !format.get().equals(goodFormat)) {
            RepositoryFormat.check(blobs.get(format.get()));
            goodFormat = format.get();
        }
    }

    /** What lies in a commit that may not be one of this repository, or no longer. */
    Optional<CommitIndex> ifThere(String commit) throws ArtifactStoreException {
        try {
            return Optional.of(at(commit));
        } catch (ArtifactStoreException e) {
            if (e.kind() == Kind.REJECTED && !api.has(commit)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Optional<CommitIndex> known(String commit) {
        return indexes.known(commit);
    }

    /** @throws ArtifactStoreException REJECTED if the branch has a layout that this version does not know */
    CommitPlan plan(Optional<CommitIndex> base, Instant savedAt) throws ArtifactStoreException {
        if (base.isPresent()) {
            checkFormat(base.get());
        }
        return new CommitPlan(base.orElse(new CommitIndex("", Map.of())), paths, codec, this::blobAt, savedAt);
    }

    private Optional<String> blobAt(String commit, ArtifactWrite write) throws ArtifactStoreException {
        if (!isCommit(commit)) {
            return Optional.empty();
        }
        Optional<CommitIndex> index = indexes.known(commit);
        if (index.isPresent()) {
            return BranchState.blob(index.get().blobs(), paths, write.key());
        }
        try {
            return file(write.key(), commit).map(BlobName::of);
        } catch (ArtifactStoreException e) {
            if (e.kind() == Kind.REJECTED && !api.has(commit)) {
                // no commit of this repository, so nothing that the artifact could be in the state of
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An artifact's file in a commit whose index is not known. */
    private Optional<byte[]> file(ArtifactKey key, String commit) throws ArtifactStoreException {
        for (Instruction instruction : BranchState.ORDER) {
            Optional<byte[]> file = api.file(paths.path(key, instruction), commit);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    /** The branch was moved by us. */
    void moved(CommitIndex index, Collection<byte[]> contents) {
        indexes.moved(index);
        contents.forEach(content -> blobs.put(BlobName.of(content), content));
    }

    /** Keeps what is known for the next start, and lets go of blobs that no known commit names. */
    void settle(CommitIndex index) {
        indexes.save();
        blobs.trim(index.blobs().size(), indexes::blobs);
    }

    void save() {
        indexes.save();
    }
}
