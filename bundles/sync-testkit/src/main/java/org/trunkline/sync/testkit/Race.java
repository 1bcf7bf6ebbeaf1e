package org.trunkline.sync.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets several runners start at the same moment, and waits for all of them. */
final class Race {

    private static final long DEADLINE_SECONDS = 60;

    private Race() {}

    /** What each runner gave, in their order. */
    static <T> List<T> run(List<? extends Callable<T>> runners) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners.size());
        try {
            CyclicBarrier start = new CyclicBarrier(runners.size());
            List<Future<T>> results = new ArrayList<>();
            for (Callable<T> runner : runners) {
                results.add(threads.submit(() -> {
                    start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                    return runner.call();
                }));
            }
            List<T> given = new ArrayList<>();
            for (Future<T> result : results) {
                given.add(result.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
            }
            return given;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        } finally {
            threads.shutdownNow();
        }
    }
}
