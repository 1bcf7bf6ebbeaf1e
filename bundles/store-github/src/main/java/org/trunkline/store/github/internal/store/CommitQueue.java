package org.trunkline.store.github.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.store.github.internal.client.BlobName;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.CommitMessage;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.store.github.internal.layout.RepositoryReadme;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/**
 * Makes commits of what callers write: one thread, and what comes together goes together. A caller's batch is never split,
 * gets its own answer, and returns once it is on the branch.
 */
final class CommitQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);

    /** More files than GitHub takes in one request gain nothing by going together. */
    private static final int MOST_FILES = 200;

    private static final int MOST_BYTES = 2_000_000;
    private static final int MOST_RACES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final class Request {
        private final List<ArtifactWrite> batch;
        private final CompletableFuture<Revision> answer = new CompletableFuture<>();

        Request(List<ArtifactWrite> batch) {
            this.batch = batch;
        }

        long bytes() {
            return batch.stream().mapToLong(w -> w.body().size()).sum();
        }
    }

    private final GitHubApi api;
    private final ArtifactPaths paths;
    private final EnvelopeCodec codec;
    private final Indexes indexes;
    private final Blobs blobs;
    private final Duration coalesce;
    private final Clock clock;
    private final Runnable written;
    private final Thread thread;

    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean closed;

    CommitQueue(
            GitHubApi api,
            ArtifactPaths paths,
            EnvelopeCodec codec,
            Indexes indexes,
            Blobs blobs,
            Duration coalesce,
            Clock clock,
            Runnable written) {
        this.api = api;
        this.paths = paths;
        this.codec = codec;
        this.indexes = indexes;
        this.blobs = blobs;
        this.coalesce = coalesce;
        this.clock = clock;
        this.written = written;
        this.thread = new Thread(this::run, "trunkline-github-writer");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        Request request = new Request(batch);
        synchronized (waiting) {
            if (closed) {
                throw ArtifactStoreException.unavailable("The GitHub store is being closed and takes no writes", null);
            }
            waiting.add(request);
            waiting.notifyAll();
        }
        try {
            return request.answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ArtifactStoreException.unavailable(
                    "Interrupted while " + batch.size() + " artifacts went to GitHub: they may be saved or not, saving"
                            + " again is harmless",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArtifactStoreException) {
                throw (ArtifactStoreException) e.getCause();
            }
            throw new IllegalStateException("Could not make a commit", e.getCause());
        }
    }

    private void run() {
        while (true) {
            List<Request> together = take();
            if (together.isEmpty()) {
                return;
            }
            try {
                commit(together);
            } catch (ArtifactStoreException | RuntimeException e) {
                together.forEach(request -> request.answer.completeExceptionally(e));
            }
        }
    }

    /** What goes into the next commit; nothing once the queue is closed and empty. */
    private List<Request> take() {
        List<Request> together = new ArrayList<>();
        synchronized (waiting) {
            try {
                while (waiting.isEmpty() && !closed) {
                    waiting.wait();
                }
                long until = System.nanoTime() + coalesce.toNanos();
                long left = coalesce.toMillis();
                while (!waiting.isEmpty() && !closed && left > 0) {
                    waiting.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                }
            } catch (InterruptedException e) {
                // nobody interrupts this thread but a virtual machine that ends: what waits is still written
                closed = true;
            }
            int files = 0;
            long bytes = 0;
            while (!waiting.isEmpty()) {
                Request next = waiting.peek();
                boolean fits = files + next.batch.size() <= MOST_FILES && bytes + next.bytes() <= MOST_BYTES;
                if (!together.isEmpty() && !fits) {
                    break;
                }
                together.add(waiting.remove());
                files += next.batch.size();
                bytes += next.bytes();
            }
        }
        return together;
    }

    private void commit(List<Request> together) throws ArtifactStoreException {
        List<Request> open = new ArrayList<>(together);
        Optional<String> head = indexes.latest().map(CommitIndex::commit);
        if (head.isEmpty()) {
            head = api.branchHead();
        }
        for (int races = 0; races < MOST_RACES; races++) {
            if (races > 0) {
                pause(races);
                head = api.branchHead();
            }
            CommitIndex base = head.isPresent() ? indexes.at(head.get()) : new CommitIndex("", Map.of());
            Plan plan = new Plan(base);
            for (Request request : List.copyOf(open)) {
                Optional<ArtifactStoreException> refusal = plan.add(request);
                if (refusal.isPresent()) {
                    open.remove(request);
                    request.answer.completeExceptionally(refusal.get());
                }
            }
            if (open.isEmpty()) {
                return;
            }
            Optional<String> commit = api.commit(head, plan.message(), plan.additions, plan.deletions);
            if (commit.isPresent()) {
                done(open, plan.index(commit.get()), plan.additions);
                return;
            }
            LOG.debug("Another writer was first on the branch; trying again, races={}", races + 1);
        }
        throw ArtifactStoreException.conflict("Tried " + MOST_RACES + " times to commit " + open.size()
                + " batches to GitHub, and each time another writer had moved the branch. Nothing of them is saved; save"
                + " again, or let fewer publishers write to this branch.");
    }

    private void done(List<Request> open, CommitIndex index, Map<String, byte[]> additions) {
        indexes.add(index);
        additions.values().forEach(content -> blobs.put(BlobName.of(content), content));
        Revision revision = Revision.of(index.commit());
        open.forEach(request -> request.answer.complete(revision));
        written.run();
    }

    private static void pause(int races) throws ArtifactStoreException {
        long most = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << races);
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(most) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ArtifactStoreException.unavailable("Interrupted between two tries to commit to GitHub", e);
        }
    }

    /** What a commit changes in an index. */
    private final class Plan {
        private final CommitIndex base;
        private final Map<String, String> after;
        private final Map<String, byte[]> additions = new LinkedHashMap<>();
        private final Set<String> deletions = new HashSet<>();
        private final List<ArtifactWrite> writes = new ArrayList<>();

        Plan(CommitIndex base) {
            this.base = base;
            this.after = new HashMap<>(base.blobs());
        }

        /** Takes a caller's batch in, all of it or nothing. */
        Optional<ArtifactStoreException> add(Request request) throws ArtifactStoreException {
            for (ArtifactWrite write : request.batch) {
                if (!expected(write)) {
                    return Optional.of(ArtifactStoreException.conflict("Did not save the " + write
                            + ": another state of it is stored than the one expected. Read it"
                            + " again, then decide."));
                }
            }
            request.batch.forEach(this::apply);
            return Optional.empty();
        }

        private boolean expected(ArtifactWrite write) throws ArtifactStoreException {
            Optional<String> now = state(after, write);
            if (write.expectsAbsent()) {
                return now.isEmpty();
            }
            if (write.expectedRevision().isEmpty()) {
                return true;
            }
            String revision = write.expectedRevision().get().toString();
            if (!GitHubArtifactStore.isCommit(revision)) {
                return false;
            }
            return now.isPresent() && now.equals(state(indexes.at(revision).blobs(), write));
        }

        private Optional<String> state(Map<String, String> index, ArtifactWrite write) {
            String published = index.get(paths.path(write.key(), Instruction.PUBLISH));
            return Optional.ofNullable(
                    published != null ? published : index.get(paths.path(write.key(), Instruction.REMOVE)));
        }

        private void apply(ArtifactWrite write) {
            writes.add(write);
            boolean publish = write.instruction() == Instruction.PUBLISH;
            put(paths.path(write.key(), write.instruction()), codec.write(write, clock.instant()));
            delete(paths.path(write.key(), publish ? Instruction.REMOVE : Instruction.PUBLISH));
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

        String message() {
            String readme = paths.own("README.md");
            if (base.blob(paths.own("trunkline.json")).isEmpty()) {
                put(
                        paths.own("trunkline.json"),
                        "{\n  \"format\": 1\n}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                if (base.blob(readme).isEmpty() || base.blobs().size() == 1) {
                    put(readme, RepositoryReadme.content());
                }
            }
            return CommitMessage.of(writes);
        }

        CommitIndex index(String commit) {
            return new CommitIndex(commit, after);
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
