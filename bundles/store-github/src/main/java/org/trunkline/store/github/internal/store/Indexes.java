package org.trunkline.store.github.internal.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.store.github.internal.client.FileChange;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.client.TreeFile;
import org.trunkline.sync.ArtifactStoreException;

/**
 * The indexes of the last few commits, the latest of them kept on disk as well. A new one is made from a known one and what
 * changed since, which is one request; without any, from the list of the whole tree. Thread-safe.
 */
final class Indexes {

    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);
    private static final int IN_MEMORY = 16;
    private static final String FILE = "index";

    private final GitHubApi api;
    private final Path folder;
    private final Map<String, CommitIndex> known = new LinkedHashMap<>();

    Indexes(GitHubApi api, Path folder) {
        this.api = api;
        this.folder = folder;
        load().ifPresent(index -> known.put(index.commit(), index));
    }

    /** The index of a commit, if it is here already. */
    synchronized Optional<CommitIndex> known(String commit) {
        return Optional.ofNullable(known.get(commit));
    }

    /** Whether nothing is known, so that a whole archive is the cheapest way to begin. */
    synchronized boolean none() {
        return known.isEmpty();
    }

    /** The blobs that the known indexes name. */
    synchronized Set<String> blobs() {
        Set<String> blobs = new TreeSet<>();
        known.values().forEach(index -> blobs.addAll(index.blobs().values()));
        return blobs;
    }

    synchronized void add(CommitIndex index) {
        known.remove(index.commit());
        known.put(index.commit(), index);
        if (known.size() > IN_MEMORY) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** The index of a commit; asks GitHub if it is not known. */
    CommitIndex at(String commit) throws ArtifactStoreException {
        Optional<CommitIndex> here = known(commit);
        if (here.isPresent()) {
            return here.get();
        }
        Optional<CommitIndex> made = fromLatest(commit);
        CommitIndex index = made.isPresent() ? made.get() : listed(commit);
        add(index);
        return index;
    }

    private Optional<CommitIndex> fromLatest(String commit) throws ArtifactStoreException {
        Optional<CommitIndex> base = latest();
        if (base.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<FileChange>> changes = api.compare(base.get().commit(), commit);
        return changes.map(list -> {
            Map<String, String> blobs = new HashMap<>(base.get().blobs());
            for (FileChange change : list) {
                change.blob()
                        .ifPresentOrElse(blob -> blobs.put(change.path(), blob), () -> blobs.remove(change.path()));
            }
            return new CommitIndex(commit, blobs);
        });
    }

    synchronized Optional<CommitIndex> latest() {
        CommitIndex last = null;
        for (CommitIndex index : known.values()) {
            last = index;
        }
        return Optional.ofNullable(last);
    }

    private CommitIndex listed(String commit) throws ArtifactStoreException {
        Map<String, String> blobs = new HashMap<>();
        for (TreeFile file : api.files(api.commit(commit).tree())) {
            blobs.put(file.path(), file.blob());
        }
        return new CommitIndex(commit, blobs);
    }

    /** Keeps an index for the next start. Losing it costs requests only, so a failure is told and no more. */
    synchronized void save(CommitIndex index) {
        Path fresh = folder.resolve(FILE + ".new");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                out.write(index.commit() + " " + index.blobs().size() + "\n");
                for (Map.Entry<String, String> entry : index.blobs().entrySet()) {
                    out.write(entry.getValue() + " " + entry.getKey() + "\n");
                }
            }
            Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn(
                    "Could not keep the index of commit={} in folder={}; the next start asks GitHub again",
                    index.commit(),
                    folder,
                    e);
        }
    }

    private Optional<CommitIndex> load() {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
            String[] head = lines.get(0).split(" ");
            Map<String, String> blobs = new HashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                blobs.put(line.substring(41), line.substring(0, 40));
            }
            if (blobs.size() == Integer.parseInt(head[1])) {
                return Optional.of(new CommitIndex(head[0], blobs));
            }
            LOG.warn("The index in file={} is not whole; GitHub is asked again", file);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot read the index in file={}; GitHub is asked again", file, e);
        }
        return Optional.empty();
    }
}
