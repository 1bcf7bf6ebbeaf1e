package org.trunkline.store.github.internal.store;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.sync.ArtifactStoreException;

/**
 * Asks where the branch is, once for all who want to know at the same time. Nobody gets an answer to a question that was
 * asked before he came: it could be older than a write that he knows of. Thread-safe.
 */
final class SharedHead {

    private final GitHubApi api;
    private final AtomicLong arrivals = new AtomicLong();
    private final ReentrantLock asking = new ReentrantLock();

    private long answered;
    private volatile long askedAtNanos;
    private Optional<String> answer = Optional.empty();
    private ArtifactStoreException failure;

    SharedHead(GitHubApi api) {
        this.api = api;
        this.askedAtNanos = System.nanoTime() - Long.MAX_VALUE / 2;
    }

    Optional<String> get() throws ArtifactStoreException {
        long mine = arrivals.incrementAndGet();
        asking.lock();
        try {
            if (answered < mine) {
                ask();
            }
            if (failure != null) {
                throw failure;
            }
            return answer;
        } finally {
            asking.unlock();
        }
    }

    private void ask() {
        long all = arrivals.get();
        try {
            answer = api.branchHead();
            failure = null;
        } catch (ArtifactStoreException e) {
            failure = e;
        }
        askedAtNanos = System.nanoTime();
        answered = all;
    }

    /** How long ago somebody asked. */
    long nanosSinceAsked() {
        return System.nanoTime() - askedAtNanos;
    }
}
