package org.trunkline.store.github.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trunkline.store.github.internal.client.BranchFiles;
import org.trunkline.store.github.internal.client.CommitFacts;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;

/**
 * Keeps artifacts in one branch of a GitHub repository, each in a file of its own; a revision is a commit. Reads are pinned
 * to a commit and come from the cache where it has them.
 */
public final class GitHubArtifactStore implements ArtifactStore, AutoCloseable {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /** The state of a branch that does not exist yet: git's own name for no object. */
    private static final Revision NOTHING = Revision.of("0".repeat(40));

    private final GitHubApi api;
    private final ArtifactPaths paths;
    private final EnvelopeCodec codec;
    private final Indexes indexes;
    private final Blobs blobs;
    private final BlobCache cache;
    private final CommitQueue queue;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @param coalesce how long the first of several writes waits for others */
    public GitHubArtifactStore(
            GitHubApi api,
            ArtifactPaths paths,
            EnvelopeCodec codec,
            BlobCache cache,
            java.nio.file.Path indexFolder,
            Duration coalesce,
            Clock clock) {
        this.api = api;
        this.paths = paths;
        this.codec = codec;
        this.cache = cache;
        this.indexes = new Indexes(api, indexFolder);
        this.blobs = new Blobs(api, cache);
        this.queue = new CommitQueue(api, paths, codec, indexes, blobs, coalesce, clock, this::hint);
    }

    static boolean isCommit(String revision) {
        return COMMIT.matcher(revision).matches();
    }

    /** Tells listeners that something may have changed, as a webhook does. */
    public void hint() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return api.branchHead().map(Revision::of).orElse(NOTHING);
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        String published = paths.path(key, Instruction.PUBLISH);
        String removed = paths.path(key, Instruction.REMOVE);
        BranchFiles files = api.latest(List.of(published, removed));
        if (files.commit().isEmpty()) {
            return Optional.empty();
        }
        Revision at = Revision.of(files.commit().get());
        for (String path : List.of(published, removed)) {
            Optional<byte[]> file = files.file(path);
            if (file.isPresent()) {
                return Optional.of(decode(path, file.get(), at));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        if (at.equals(NOTHING)) {
            return Optional.empty();
        }
        String commit = commit(at);
        Optional<CommitIndex> index = indexes.known(commit);
        for (Instruction instruction : List.of(Instruction.PUBLISH, Instruction.REMOVE)) {
            String path = paths.path(key, instruction);
            Optional<byte[]> file;
            if (index.isPresent()) {
                Optional<String> blob = index.get().blob(path);
                file = blob.isPresent() ? Optional.of(blobs.get(blob.get())) : Optional.empty();
            } else {
                file = api.file(path, commit);
            }
            if (file.isPresent()) {
                return Optional.of(decode(path, file.get(), at));
            }
        }
        return Optional.empty();
    }

    private static String commit(Revision revision) throws ArtifactStoreException {
        if (!isCommit(revision.toString())) {
            throw ArtifactStoreException.rejected("Revision " + revision
                    + " is not one of a GitHub store: those are commits, in 40 hexadecimal digits");
        }
        return revision.toString();
    }

    private Artifact decode(String path, byte[] file, Revision at) throws ArtifactStoreException {
        ArtifactPaths.Place place = paths.place(path)
                .orElseThrow(() -> new IllegalStateException("A path that was made for a key has none: " + path));
        return codec.read(path, place, file, at);
    }

    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        Revision at = head();
        if (at.equals(NOTHING)) {
            return List.of();
        }
        List<ArtifactInfo> found = new ArrayList<>();
        try (ArtifactCursor all = cursor(at, place -> mayMatch(query, place))) {
            for (Optional<ArtifactEntry> next = all.next(); next.isPresent(); next = all.next()) {
                ArtifactInfo info = next.get().artifact().info();
                if (query.matches(info)) {
                    found.add(info);
                }
            }
        }
        return found;
    }

    /** What the path alone can rule out. */
    private static boolean mayMatch(ArtifactQuery query, ArtifactPaths.Place place) {
        ArtifactKey key = place.key();
        boolean kind = key.kind() == ArtifactKey.Kind.SYNAPSE
                ? query.label().filter(l -> !l.equals(key.label())).isEmpty()
                : query.label().isEmpty() && query.apiId().isPresent();
        return kind
                && query.apiId().filter(id -> !id.equals(key.apiId())).isEmpty()
                && query.instruction().filter(i -> i != place.instruction()).isEmpty();
    }

    @Override
    public ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException {
        if (at.equals(NOTHING)) {
            return cursor(List.of(), at);
        }
        return cursor(
                at,
                place -> place.instruction() == Instruction.PUBLISH
                        && place.key().kind() == ArtifactKey.Kind.SYNAPSE
                        && labels.contains(place.key().label()));
    }

    private interface PlaceFilter {
        boolean accepts(ArtifactPaths.Place place);
    }

    private ArtifactCursor cursor(Revision at, PlaceFilter filter) throws ArtifactStoreException {
        String commit = commit(at);
        CommitIndex index = index(commit);
        TreeMap<ArtifactKey, String> chosen = new TreeMap<>();
        for (String path : index.blobs().keySet()) {
            Optional<ArtifactPaths.Place> place = paths.place(path).filter(filter::accepts);
            if (place.isPresent()) {
                // a key that stands in both places was put there by a merge: it is published
                chosen.merge(place.get().key(), path, (one, other) -> publishedOf(one, other));
            }
        }
        return cursor(new ArrayList<>(chosen.values()), at, index);
    }

    private String publishedOf(String one, String other) {
        boolean first = paths.place(one)
                .filter(p -> p.instruction() == Instruction.PUBLISH)
                .isPresent();
        return first ? one : other;
    }

    private CommitIndex index(String commit) throws ArtifactStoreException {
        if (indexes.none()) {
            CommitIndex whole = blobs.archive(commit);
            indexes.add(whole);
            indexes.save(whole);
            return whole;
        }
        return indexes.at(commit);
    }

    private ArtifactCursor cursor(List<String> files, Revision at, CommitIndex index) throws ArtifactStoreException {
        List<String> wanted = files.stream().map(f -> index.blobs().get(f)).collect(Collectors.toList());
        blobs.fetch(index.commit(), wanted);
        return cursor(
                files.stream().map(f -> Map.entry(f, index.blobs().get(f))).collect(Collectors.toList()), at);
    }

    private ArtifactCursor cursor(Collection<Map.Entry<String, String>> files, Revision at) {
        Iterator<Map.Entry<String, String>> rest = files.iterator();
        return new ArtifactCursor() {
            @Override
            public Optional<ArtifactEntry> next() throws ArtifactStoreException {
                return rest.hasNext() ? Optional.of(entry(rest.next(), at)) : Optional.empty();
            }

            @Override
            public void close() {
                // holds nothing open
            }
        };
    }

    private ArtifactEntry entry(Map.Entry<String, String> file, Revision at) throws ArtifactStoreException {
        byte[] content = blobs.get(file.getValue());
        try {
            return ArtifactEntry.of(decode(file.getKey(), content, at));
        } catch (ArtifactStoreException damaged) {
            ArtifactKey key = paths.place(file.getKey()).orElseThrow().key();
            return ArtifactEntry.unreadable(key, damaged);
        }
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        if (from.equals(to)) {
            return Optional.of(cursor(List.of(), to));
        }
        Optional<CommitIndex> before =
                from.equals(NOTHING) ? Optional.of(new CommitIndex("", Map.of())) : indexes.known(from.toString());
        if (before.isEmpty() || to.equals(NOTHING)) {
            return Optional.empty();
        }
        CommitIndex after = indexes.at(commit(to));
        Set<String> touched = new HashSet<>(before.get().blobs().keySet());
        touched.addAll(after.blobs().keySet());
        touched.removeIf(p -> before.get().blob(p).equals(after.blob(p)));
        TreeMap<ArtifactKey, String> chosen = new TreeMap<>();
        for (String path : touched) {
            Optional<ArtifactPaths.Place> place = paths.place(path)
                    .filter(p -> p.key().kind() == ArtifactKey.Kind.SYNAPSE
                            && labels.contains(p.key().label()));
            if (place.isPresent()) {
                Optional<String> now = current(after, place.get().key());
                if (now.isEmpty()) {
                    // gone without a tombstone: the branch was set back, and only a whole snapshot tells what is right
                    return Optional.empty();
                }
                chosen.put(place.get().key(), now.get());
            }
        }
        indexes.save(after);
        blobs.keep(indexes.blobs());
        return Optional.of(cursor(new ArrayList<>(chosen.values()), to, after));
    }

    private Optional<String> current(CommitIndex index, ArtifactKey key) {
        return List.of(Instruction.PUBLISH, Instruction.REMOVE).stream()
                .map(instruction -> paths.path(key, instruction))
                .filter(path -> index.blob(path).isPresent())
                .findFirst();
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("A batch must hold at least one write");
        }
        Set<ArtifactKey> keys = new HashSet<>();
        for (ArtifactWrite write : batch) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("The batch names " + write.key() + " twice");
            }
        }
        return queue.write(List.copyOf(batch));
    }

    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit must be at least 1, it is " + limit);
        }
        Optional<String> head = api.branchHead();
        if (head.isEmpty()) {
            return List.of();
        }
        Map<ArtifactInfo, Instant> states = new HashMap<>();
        for (Instruction instruction : Instruction.values()) {
            String path = paths.path(key, instruction);
            for (CommitFacts commit : api.history(path, head.get(), limit)) {
                Optional<byte[]> file = api.file(path, commit.sha());
                if (file.isPresent()) {
                    states.put(
                            decode(path, file.get(), Revision.of(commit.sha())).info(), commit.committedAt());
                }
            }
        }
        // commits of one second are told apart by when the artifact was saved
        Comparator<Map.Entry<ArtifactInfo, Instant>> order = Map.Entry.comparingByValue();
        return states.entrySet().stream()
                .sorted(order.thenComparing(e -> e.getKey().savedAt()).reversed())
                .map(Map.Entry::getKey)
                .limit(limit)
                .collect(Collectors.toList());
    }

    @Override
    public Subscription watch(Runnable listener) {
        Runnable own = listener::run;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** Writes what waits, and lets go of the cache. */
    @Override
    public void close() throws java.io.IOException {
        queue.close();
        indexes.latest().ifPresent(indexes::save);
        cache.close();
    }
}
