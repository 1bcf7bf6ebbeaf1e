package org.trunkline.rest.internal.http;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of requests that wait for something to happen. They are not the HTTP server's own, so that many nodes that
 * wait for a change keep nobody else from being answered. When all are taken, the server's thread does it: what is asked
 * does not wait then.
 */
final class WaitingThreads implements AutoCloseable {

    /** A few more than the store's endpoint lets wait, so that whoever is not let wait is answered here too. */
    private static final int MOST = 110;

    private static final int IDLE_SECONDS = 60;

    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            this::thread,
            new ThreadPoolExecutor.CallerRunsPolicy());

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "trunkline-waiting-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    void run(Runnable request) {
        threads.execute(request);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
