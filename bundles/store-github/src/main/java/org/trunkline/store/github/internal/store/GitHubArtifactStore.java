package org.trunkline.store.github.internal.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.store.github.GitHubImport;
import org.trunkline.store.github.internal.client.BranchFiles;
import org.trunkline.store.github.internal.client.CommitFacts;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.client.RequestBudget;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.store.github.internal.layout.FormerLayout;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
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
 *
 * <p>The {@link ArtifactInfo#revision()} that it gives is the commit at which the artifact was read: to find the commit that
 * made a state costs requests, and is what {@link #history} does.
 */
public final class GitHubArtifactStore implements ArtifactStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GitHubArtifactStore.class);

    /** The state of a branch that does not exist yet: git's own name for no object. */
    private static final Revision NOTHING = Revision.of("0".repeat(40));

    private final GitHubApi api;
    private final ArtifactPaths paths;
    private final EnvelopeCodec codec;
    private final BlobCache cache;
    private final Blobs blobs;
    private final Branch branch;
    private final FormerFiles former;
    private final GitHubImport formerImport;
    private final HeadWatch watch;
    private final CommitQueue queue;

    /** How the store is to behave. Immutable. */
    public static final class Settings {
        private final boolean allowPublic;
        private final Duration coalesce;
        private final Duration pollInterval;
        private final Duration grace;

        /**
         * @param allowPublic whether a repository may be used that everybody can read
         * @param coalesce how long the first of several writes waits for others
         * @param pollInterval how often the branch is looked at while somebody listens
         * @param grace how long closing waits for writes that are under way
         */
        public Settings(boolean allowPublic, Duration coalesce, Duration pollInterval, Duration grace) {
            this.allowPublic = allowPublic;
            this.coalesce = coalesce;
            this.pollInterval = pollInterval;
            this.grace = grace;
        }
    }

    /**
     * @param api is closed with the store
     * @param cache is closed with the store
     */
    public GitHubArtifactStore(
            GitHubApi api,
            ArtifactPaths paths,
            EnvelopeCodec codec,
            BlobCache cache,
            IndexFile indexFile,
            Settings settings,
            RequestBudget.Pause pause,
            Clock clock) {
        this.api = api;
        this.paths = paths;
        this.codec = codec;
        this.cache = cache;
        this.blobs = new Blobs(api, cache);
        this.branch = new Branch(api, paths, codec, new Indexes(api, paths, indexFile), blobs, settings.allowPublic);
        this.former = new FormerFiles(api, paths, branch, blobs);
        this.formerImport = new FormerImport(api, paths, branch, former, clock);
        this.watch = new HeadWatch(
                this::head, () -> branch.observed().map(Revision::of), branch.shared(), settings.pollInterval);
        this.queue = new CommitQueue(api, branch, pause, settings.coalesce, settings.grace, clock, watch::tell);
    }

    /** Moves what the former implementation saved. */
    public GitHubImport formerImport() {
        return formerImport;
    }

    /** Tells listeners that something may have changed, as a webhook does. */
    public void hint() {
        watch.tell();
    }

    @Override
    public Revision head() throws ArtifactStoreException {
        return branch.head().map(Revision::of).orElse(NOTHING);
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException {
        List<String> places = places(key);
        branch.open();
        BranchFiles files = api.latest(places);
        if (files.commit().isEmpty()) {
            head();
            return Optional.empty();
        }
        Revision at = Revision.of(files.commit().get());
        for (String path : places) {
            Optional<byte[]> file = files.file(path);
            if (file.isPresent()) {
                return Optional.of(decode(path, file.get(), at));
            }
        }
        return former(key, at);
    }

    /** An artifact that the former implementation saved. */
    private Optional<Artifact> former(ArtifactKey key, Revision at) throws ArtifactStoreException {
        CommitIndex index = branch.at(at.toString());
        if (!FormerFiles.any(index)) {
            return Optional.empty();
        }
        FormerFiles.Former all = former.at(index);
        String problem = all.problems().get(FormerLayout.path(key.label(), key.id()));
        if (problem != null) {
            throw ArtifactStoreException.rejected("Cannot read " + key + " of the former layout: " + problem
                    + ". Publish the API again, or delete its file.");
        }
        return Optional.ofNullable(all.artifacts().get(key));
    }

    private List<String> places(ArtifactKey key) {
        Objects.requireNonNull(key, "key");
        return BranchState.ORDER.stream()
                .map(instruction -> paths.path(key, instruction))
                .collect(Collectors.toList());
    }

    @Override
    public Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException {
        List<String> places = places(key);
        if (at.equals(NOTHING)) {
            return Optional.empty();
        }
        String commit = commit(at);
        branch.open();
        Optional<CommitIndex> index = branch.known(commit);
        for (String path : places) {
            Optional<byte[]> file = index.isPresent() ? file(index.get(), path) : api.file(path, commit);
            if (file.isPresent()) {
                return Optional.of(decode(path, file.get(), at));
            }
        }
        return former(key, at);
    }

    private Optional<byte[]> file(CommitIndex index, String path) throws ArtifactStoreException {
        Optional<String> blob = index.blob(path);
        return blob.isPresent() ? Optional.of(blobs.get(blob.get())) : Optional.empty();
    }

    private static String commit(Revision revision) throws ArtifactStoreException {
        if (!Branch.isCommit(revision.toString())) {
            throw ArtifactStoreException.rejected("Revision " + revision
                    + " is not one of a GitHub store: those are commits, in 40 hexadecimal digits");
        }
        return revision.toString();
    }

    private Artifact decode(String path, byte[] file, Revision at) throws ArtifactStoreException {
        return codec.read(path, place(path), file, at);
    }

    private ArtifactPaths.Place place(String path) {
        return paths.place(path)
                .orElseThrow(() -> new IllegalStateException("A path that was made for a key has none: " + path));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Of a file that was damaged, by hand or by a merge, nothing is known but its key. In its place stands the last state
     * of it that was whole, under the revision at which it was; {@link #read} and {@link #snapshot} report the damage. Where
     * there never was a whole state, the file is left out and the log says so, unless it is asked for by its API id.
     *
     * @throws ArtifactStoreException also REJECTED if so many files cannot be read that not they but the configuration must
     *     be wrong
     */
    @Override
    public List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException {
        Objects.requireNonNull(query, "query");
        Revision at = head();
        if (at.equals(NOTHING)) {
            return List.of();
        }
        CommitIndex index = branch.at(commit(at));
        TreeMap<ArtifactKey, String> chosen = chosen(index, place -> mayMatch(query, place));
        branch.fetch(index, chosen.values());
        List<ArtifactInfo> found = new ArrayList<>();
        LastWhole lastWhole =
                new LastWhole(api, codec, index.commit(), query.apiId().isPresent());
        for (String path : chosen.values()) {
            byte[] file = file(index, path).orElseThrow();
            lastWhole.info(path, place(path), file).filter(query::matches).ifPresent(found::add);
        }
        if (FormerFiles.any(index)) {
            former.at(index).artifacts().values().stream()
                    .map(Artifact::info)
                    .filter(query::matches)
                    .forEach(found::add);
            found.sort(Comparator.comparing(ArtifactInfo::key));
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
        Set<String> wanted = Set.copyOf(labels);
        if (at.equals(NOTHING)) {
            return new FileCursor(List.of(), at, blobs, codec, paths);
        }
        CommitIndex index = branch.at(commit(at));
        TreeMap<ArtifactKey, String> chosen = chosen(
                index,
                place -> place.instruction() == Instruction.PUBLISH
                        && place.key().kind() == ArtifactKey.Kind.SYNAPSE
                        && wanted.contains(place.key().label()));
        ArtifactCursor ours = cursor(index, chosen.values(), at);
        return FormerFiles.any(index)
                ? new FormerCursor(
                        ours,
                        former.at(index),
                        wanted,
                        key -> BranchState.path(index.blobs(), paths, key).isPresent())
                : ours;
    }

    private TreeMap<ArtifactKey, String> chosen(CommitIndex index, Predicate<ArtifactPaths.Place> filter) {
        TreeMap<ArtifactKey, String> chosen = new TreeMap<>();
        for (String path : index.blobs().keySet()) {
            Optional<ArtifactPaths.Place> place = paths.place(path).filter(filter);
            if (place.isPresent()) {
                ArtifactKey key = place.get().key();
                chosen.put(key, BranchState.path(index.blobs(), paths, key).orElse(path));
            }
        }
        return chosen;
    }

    private ArtifactCursor cursor(CommitIndex index, Collection<String> files, Revision at)
            throws ArtifactStoreException {
        branch.fetch(index, files);
        branch.settle(index);
        List<Map.Entry<String, String>> named = files.stream()
                .map(path -> Map.entry(path, index.blob(path).orElseThrow()))
                .collect(Collectors.toList());
        return new FileCursor(named, at, blobs, codec, paths);
    }

    @Override
    public Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to)
            throws ArtifactStoreException {
        Set<String> wanted = Set.copyOf(labels);
        Objects.requireNonNull(from, "from");
        if (from.equals(Objects.requireNonNull(to, "to"))) {
            return Optional.of(new FileCursor(List.of(), to, blobs, codec, paths));
        }
        if (to.equals(NOTHING)) {
            if (Branch.isCommit(from.toString())) {
                // a snapshot would say that everything is to be undeployed
                throw ArtifactStoreException.rejected(
                        "The branch of the GitHub store is not there, and a reader holds what"
                                + " it had at commit " + from
                                + ". Make the branch again from that commit, or, if an empty store"
                                + " is meant, publish something: from then on it counts.");
            }
            return Optional.empty();
        }
        Optional<CommitIndex> before = before(from);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        CommitIndex after = branch.at(commit(to));
        if (FormerFiles.any(before.get()) || FormerFiles.any(after)) {
            // a change of the former layout can be an empty commit, which no comparison shows
            return Optional.empty();
        }
        Optional<Collection<String>> files = changed(wanted, before.get(), after);
        return files.isPresent() ? Optional.of(cursor(after, files.get(), to)) : Optional.empty();
    }

    /** The files of a revision that a reader holds; empty if it is not one of this repository. */
    private Optional<CommitIndex> before(Revision from) throws ArtifactStoreException {
        if (from.equals(NOTHING)) {
            return Optional.of(new CommitIndex(NOTHING.toString(), Map.of()));
        }
        return Branch.isCommit(from.toString()) ? branch.ifThere(from.toString()) : Optional.empty();
    }

    /** Empty if a key is gone without a tombstone: the branch was set back, and only a whole snapshot tells what is right. */
    private Optional<Collection<String>> changed(Set<String> labels, CommitIndex before, CommitIndex after) {
        Set<String> touched = new HashSet<>(before.blobs().keySet());
        touched.addAll(after.blobs().keySet());
        touched.removeIf(path -> before.blob(path).equals(after.blob(path)));
        TreeMap<ArtifactKey, String> chosen = new TreeMap<>();
        for (String path : touched) {
            Optional<ArtifactKey> key = paths.place(path)
                    .map(ArtifactPaths.Place::key)
                    .filter(k -> k.kind() == ArtifactKey.Kind.SYNAPSE && labels.contains(k.label()));
            if (key.isPresent()) {
                Optional<String> now = BranchState.path(after.blobs(), paths, key.get());
                if (now.isEmpty()) {
                    LOG.warn(
                            "Between commits {} and {} somebody set the branch back or deleted files, among them {};"
                                    + " readers get all that is published now",
                            before.commit(),
                            after.commit(),
                            path);
                    return Optional.empty();
                }
                chosen.put(key.get(), now.get());
            }
        }
        return Optional.of(chosen.values());
    }

    @Override
    public Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        List<ArtifactWrite> writes = List.copyOf(batch);
        if (writes.isEmpty()) {
            throw new IllegalArgumentException("A batch must hold at least one write");
        }
        Set<ArtifactKey> keys = new HashSet<>();
        for (ArtifactWrite write : writes) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("The batch names " + write.key() + " twice");
            }
        }
        return queue.write(writes);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A state that was damaged by hand is left out: it cannot be read at its revision.
     */
    @Override
    public List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException {
        List<String> places = places(key);
        if (limit < 1) {
            throw new IllegalArgumentException("The limit must be at least 1, it is " + limit);
        }
        Optional<String> head = branch.head();
        if (head.isEmpty()) {
            return List.of();
        }
        Map<ArtifactInfo, Instant> states = new HashMap<>();
        for (String path : places) {
            List<CommitFacts> commits = api.history(path, head.get(), limit);
            Map<String, byte[]> files =
                    api.files(path, commits.stream().map(CommitFacts::sha).collect(Collectors.toList()));
            for (CommitFacts commit : commits) {
                byte[] file = files.get(commit.sha());
                if (file != null) {
                    LastWhole.whole(codec, path, place(path), file, commit.sha())
                            .ifPresent(info -> states.put(info, commit.committedAt()));
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
        return watch.add(Objects.requireNonNull(listener, "listener"));
    }

    /** Writes what waits, breaks off what is asked of GitHub, and lets go of the cache. */
    @Override
    public void close() throws IOException {
        watch.close();
        queue.close();
        api.close();
        branch.save();
        cache.close();
    }
}
