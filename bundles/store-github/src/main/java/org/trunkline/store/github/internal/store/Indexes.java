package org.trunkline.store.github.internal.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.trunkline.store.github.internal.client.FileChange;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.client.TreeFile;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.sync.ArtifactStoreException;

/**
 * The indexes of the last few commits, the newest of them kept on disk as well. The index of a new head is made from the
 * one before and what changed since, which is one request; any other from the list of the whole tree. Thread-safe.
 */
final class Indexes {

    private static final int MOST_COMMITS = 64;

    /** Of all indexes together; some 60 bytes each. */
    private static final int MOST_ENTRIES = 1_000_000;

    private final GitHubApi api;
    private final ArtifactPaths paths;
    private final IndexFile file;
    private final ReentrantLock asking = new ReentrantLock();
    private final Map<String, CommitIndex> known = new LinkedHashMap<>();
    private CommitIndex newest;
    private String head;

    Indexes(GitHubApi api, ArtifactPaths paths, IndexFile file) {
        this.api = api;
        this.paths = paths;
        this.file = file;
        file.load().ifPresent(index -> {
            add(index);
            newest = index;
            head = index.commit();
        });
    }

    /** The index of a commit, if it is here already. */
    synchronized Optional<CommitIndex> known(String commit) {
        return Optional.ofNullable(known.get(commit));
    }

    /** Takes note of where the branch was just seen. */
    synchronized void seen(String commit) {
        head = commit;
    }

    /** Where the branch was last seen by this process, or by the one before it on this disk. */
    synchronized Optional<String> head() {
        return Optional.ofNullable(head);
    }

    /** The branch is at this commit, of which everything is known. */
    void moved(CommitIndex index) {
        synchronized (this) {
            add(index);
            newest = index;
            head = index.commit();
        }
    }

    /** The blobs that the known indexes name. */
    synchronized Set<String> blobs() {
        Set<String> blobs = new HashSet<>();
        known.values().forEach(index -> blobs.addAll(index.blobs().values()));
        return blobs;
    }

    private synchronized void add(CommitIndex index) {
        known.remove(index.commit());
        known.put(index.commit(), index);
        long entries = known.values().stream().mapToLong(i -> i.blobs().size()).sum();
        while (known.size() > 2 && (known.size() > MOST_COMMITS || entries > MOST_ENTRIES)) {
            CommitIndex oldest = known.remove(known.keySet().iterator().next());
            entries -= oldest.blobs().size();
        }
    }

    /** The index of a commit; asks GitHub if it is not known. */
    CommitIndex at(String commit) throws ArtifactStoreException {
        Optional<CommitIndex> here = known(commit);
        if (here.isPresent()) {
            return here.get();
        }
        // one asks, and who wants the same waits for his answer
        asking.lock();
        try {
            Optional<CommitIndex> meanwhile = known(commit);
            return meanwhile.isPresent() ? meanwhile.get() : asked(commit);
        } finally {
            asking.unlock();
        }
    }

    private CommitIndex asked(String commit) throws ArtifactStoreException {
        Optional<CommitIndex> base = base(commit);
        Optional<List<FileChange>> changes =
                base.isPresent() ? api.compare(base.get().commit(), commit) : Optional.empty();
        CommitIndex index = changes.isPresent() ? changed(base.get(), commit, changes.get()) : listed(commit);
        synchronized (this) {
            add(index);
            if (commit.equals(head)) {
                newest = index;
            }
        }
        return index;
    }

    /** What a comparison can begin at: only a new head is likely to follow the newest that is known. */
    private synchronized Optional<CommitIndex> base(String commit) {
        return Optional.ofNullable(newest).filter(n -> commit.equals(head));
    }

    private CommitIndex changed(CommitIndex base, String commit, List<FileChange> changes) {
        Map<String, String> blobs = new HashMap<>(base.blobs());
        for (FileChange change : changes) {
            if (change.blob().isEmpty()) {
                blobs.remove(change.path());
            } else if (paths.within(change.path())) {
                blobs.put(change.path(), change.blob().get());
            }
        }
        return new CommitIndex(commit, blobs);
    }

    private CommitIndex listed(String commit) throws ArtifactStoreException {
        Map<String, String> blobs = new HashMap<>();
        for (TreeFile each : api.files(commit)) {
            if (paths.within(each.path())) {
                blobs.put(each.path(), each.blob());
            }
        }
        return new CommitIndex(commit, blobs);
    }

    /** Keeps the newest index for the next start. */
    void save() {
        Optional<CommitIndex> index;
        synchronized (this) {
            index = Optional.ofNullable(newest);
        }
        index.ifPresent(file::save);
    }
}
