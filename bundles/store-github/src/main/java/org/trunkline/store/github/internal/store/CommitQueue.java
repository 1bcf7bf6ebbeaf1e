package org.trunkline.store.github.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.client.RequestBudget;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/**
 * Makes commits of what callers write: one thread, and what comes together goes together. A caller's batch is never split,
 * gets its own answer, and returns once it is on the branch. Two states of one artifact never share a commit: each stays in
 * the history.
 */
final class CommitQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);

    /** Beyond these GitHub needs more than one request, so going together gains nothing. */
    private static final int MOST_WRITES = 100;

    private static final int MOST_BYTES = 1_200_000;

    private static final int MOST_RACES = 30;
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

        Set<ArtifactKey> keys() {
            return batch.stream().map(ArtifactWrite::key).collect(Collectors.toSet());
        }
    }

    private final GitHubApi api;
    private final Branch branch;
    private final RequestBudget.Pause pause;
    private final Duration coalesce;
    private final Duration grace;
    private final Clock clock;
    private final Runnable written;
    private final Thread thread;

    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean closed;
    private boolean givenUp;

    /**
     * @param grace how long closing waits for what is under way
     * @param written called after each commit, on the queue's thread
     */
    CommitQueue(
            GitHubApi api,
            Branch branch,
            RequestBudget.Pause pause,
            Duration coalesce,
            Duration grace,
            Clock clock,
            Runnable written) {
        this.api = api;
        this.branch = branch;
        this.pause = pause;
        this.coalesce = coalesce;
        this.grace = grace;
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
                throw ArtifactStoreException.unavailable(
                        "The GitHub store is closed and takes no writes: nothing of " + batch.size()
                                + " artifacts is saved. Save again once the store is there again.",
                        null);
            }
            waiting.add(request);
            waiting.notifyAll();
        }
        try {
            return request.answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(request, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArtifactStoreException) {
                throw (ArtifactStoreException) e.getCause();
            }
            throw new IllegalStateException("Could not make a commit of " + batch, e.getCause());
        }
    }

    private ArtifactStoreException interrupted(Request request, InterruptedException e) {
        boolean withdrawn;
        synchronized (waiting) {
            withdrawn = waiting.remove(request);
        }
        return ArtifactStoreException.unavailable(
                withdrawn
                        ? "Interrupted before " + request.batch + " went to GitHub: nothing of it is saved"
                        : "Interrupted while " + request.batch
                                + " went to GitHub: it may be saved or not, saving again is" + " harmless",
                e);
    }

    private void run() {
        while (awaitFirst()) {
            List<Request> together = List.of();
            try {
                coalesce();
                // what comes before GitHub takes a write joins this one
                api.awaitWriteTurn();
                together = together();
                commit(together);
            } catch (ArtifactStoreException e) {
                answer(together.isEmpty() ? together() : together, e);
            } catch (Throwable e) {
                // the edge of the thread: it has to live on, and each caller has to get an answer
                LOG.error("Could not make a commit of {} batches", together.size(), e);
                answer(together.isEmpty() ? together() : together, e);
            }
        }
    }

    private static void answer(List<Request> requests, Throwable failure) {
        requests.forEach(request -> request.answer.completeExceptionally(failure));
    }

    /** Whether there is something to write; not so once the queue is closed and empty, or given up. */
    private boolean awaitFirst() {
        synchronized (waiting) {
            try {
                while (waiting.isEmpty() && !closed) {
                    waiting.wait();
                }
            } catch (InterruptedException e) {
                // nobody interrupts this thread but closing
                return false;
            }
            return !givenUp && !waiting.isEmpty();
        }
    }

    private void coalesce() throws ArtifactStoreException {
        synchronized (waiting) {
            long until = System.nanoTime() + coalesce.toNanos();
            try {
                for (long left = coalesce.toNanos();
                        left > 0 && !closed && waiting.size() < MOST_WRITES;
                        left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(waiting, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unsaved(e);
            }
        }
    }

    /** What goes into the next commit; nothing if all of it was withdrawn. */
    private List<Request> together() {
        List<Request> together = new ArrayList<>();
        Set<ArtifactKey> keys = new HashSet<>();
        int writes = 0;
        long bytes = 0;
        synchronized (waiting) {
            while (!waiting.isEmpty()) {
                Request next = waiting.peek();
                boolean fits = writes + next.batch.size() <= MOST_WRITES && bytes + next.bytes() <= MOST_BYTES;
                boolean apart = next.keys().stream().noneMatch(keys::contains);
                if (!together.isEmpty() && !(fits && apart)) {
                    break;
                }
                together.add(waiting.remove());
                keys.addAll(next.keys());
                writes += next.batch.size();
                bytes += next.bytes();
            }
        }
        return together;
    }

    /**
     * Commits batches. If GitHub refuses them together, each has to go alone, so that one with a content that a rule of
     * the repository forbids takes none of the others with it; what refuses the first two of them refuses all.
     */
    private void commit(List<Request> together) throws ArtifactStoreException {
        List<Request> open = new ArrayList<>(together);
        try {
            commitOpen(open);
        } catch (ArtifactStoreException e) {
            if (e.kind() != Kind.REJECTED || open.size() < 2) {
                throw e;
            }
            LOG.info("GitHub refused {} batches in one commit; each goes alone: {}", open.size(), e.getMessage());
            alone(List.copyOf(open));
        }
    }

    private void alone(List<Request> requests) {
        int refused = 0;
        ArtifactStoreException last = null;
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            if (i == 2 && refused == 2) {
                answer(requests.subList(i, requests.size()), last);
                return;
            }
            try {
                commitOpen(new ArrayList<>(List.of(request)));
            } catch (ArtifactStoreException e) {
                refused += e.kind() == Kind.REJECTED ? 1 : 0;
                last = e;
                request.answer.completeExceptionally(e);
            }
        }
    }

    private void commitOpen(List<Request> open) throws ArtifactStoreException {
        if (open.isEmpty()) {
            return;
        }
        Optional<CommitIndex> base = branch.remembered();
        for (int races = 0; races < MOST_RACES; races++) {
            if (races > 0) {
                rest(races);
            }
            if (base.isEmpty()) {
                api.awaitWriteTurn();
                base = branch.asked();
            }
            CommitPlan plan = planned(open, base);
            if (open.isEmpty()) {
                return;
            }
            Optional<String> commit =
                    api.commit(base.map(CommitIndex::commit), plan.message(), plan.additions(), plan.deletions());
            if (commit.isPresent()) {
                branch.moved(plan.after(commit.get()), plan.additions().values());
                Revision revision = Revision.of(commit.get());
                open.forEach(request -> request.answer.complete(revision));
                written.run();
                return;
            }
            LOG.debug("Another writer was first on the branch; trying again, races={}", races + 1);
            base = Optional.empty();
        }
        throw ArtifactStoreException.conflict("Tried " + MOST_RACES + " times to commit " + open.size()
                + " batches to GitHub, and each time another writer had moved the branch. Nothing of them is saved; save"
                + " again, or let fewer publishers write to this branch.");
    }

    /** A plan of the batches whose expectations hold; the others get their answer and are no longer open. */
    private CommitPlan planned(List<Request> open, Optional<CommitIndex> base) throws ArtifactStoreException {
        CommitPlan plan = branch.plan(base, clock.instant());
        for (Request request : List.copyOf(open)) {
            Optional<ArtifactWrite> unmet = plan.add(request.batch);
            if (unmet.isPresent()) {
                open.remove(request);
                request.answer.completeExceptionally(ArtifactStoreException.conflict("Did not save the " + unmet.get()
                        + ": another state of it is stored than the one expected. Read it again, then decide."));
            }
        }
        return plan;
    }

    private void rest(int races) throws ArtifactStoreException {
        long most = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << races);
        try {
            pause.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unsaved(e);
        }
    }

    private static ArtifactStoreException unsaved(InterruptedException cause) {
        return ArtifactStoreException.unavailable(
                "The GitHub store was closed before this went to GitHub: nothing of it is saved. Save again once the"
                        + " store is there again.",
                cause);
    }

    /**
     * Writes what waits, as long as GitHub takes it within a grace period, and ends. What is under way then is broken off,
     * and whoever waits is told: that nothing is saved, or that it is not known.
     */
    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        try {
            thread.join(grace.toMillis());
            giveUp();
            thread.join(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp();
        }
    }

    private void giveUp() {
        List<Request> left;
        synchronized (waiting) {
            givenUp = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        api.close();
        thread.interrupt();
        answer(left, unsaved(null));
    }
}
