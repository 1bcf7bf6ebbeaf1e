package org.trunkline.lifecycle.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.trunkline.registry.RegistryException;

/** The threads that plug-ins run on. Safe for use by many threads. */
final class ExecutionThreads implements AutoCloseable {

    private static final int MOST = 64;

    private final Clock clock;
    private final Set<Job> overdue = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;

    ExecutionThreads(Clock clock) {
        this.clock = clock;
        AtomicInteger count = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "trunkline-execution-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param what for people who look for the reason of a hang */
    Job start(String what, Runnable work) throws RegistryException {
        Job job = new Job(what, work, clock.instant(), Thread.currentThread().getContextClassLoader());
        try {
            pool.execute(job);
        } catch (RejectedExecutionException e) {
            throw new RegistryException(
                    RegistryException.Kind.UNAVAILABLE,
                    what + " cannot be called: " + MOST + " executions run or hang; hanging are " + hanging(),
                    e);
        }
        return job;
    }

    List<HangingExecution> hanging() {
        return overdue.stream()
                .map(job -> new HangingExecution(job.what, job.threadName(), job.since))
                .sorted(Comparator.comparing(HangingExecution::since))
                .toList();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    /** One call of a plug-in. */
    final class Job implements Runnable {

        private final String what;
        private final Runnable work;
        private final Instant since;
        private final ClassLoader loader;
        /** Guarded by this; null before it begins. */
        private Thread thread;
        /** Guarded by this. */
        private boolean ended;

        private Job(String what, Runnable work, Instant since, ClassLoader loader) {
            this.what = what;
            this.work = work;
            this.since = since;
            this.loader = loader;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (ended) {
                    return;
                }
                thread = Thread.currentThread();
                thread.setContextClassLoader(loader);
            }
            try {
                work.run();
            } finally {
                synchronized (this) {
                    ended = true;
                    overdue.remove(this);
                    // the next job of this thread is not to be hit by an interrupt that came late
                    Thread.interrupted();
                    Thread.currentThread().setContextClassLoader(null);
                }
            }
        }

        /** Interrupts it; it is counted as hanging until it ends. One that has not begun never will. */
        synchronized void giveUp() {
            if (ended) {
                return;
            }
            if (thread == null) {
                ended = true;
                return;
            }
            overdue.add(this);
            thread.interrupt();
        }

        private synchronized String threadName() {
            return thread.getName();
        }
    }
}
