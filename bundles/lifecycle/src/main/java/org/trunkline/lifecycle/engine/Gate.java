package org.trunkline.lifecycle.engine;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.trunkline.registry.RegistryException;

/**
 * Lets plug-ins use the transaction of a transition, which belongs to one thread, from threads of their own: what they ask
 * of the registry is handed over to the owner of the transaction, who waits for them. So a plug-in that hangs holds nothing
 * but its own thread: its owner goes away, rolls back and lets others write.
 */
final class Gate {

    private static final Runnable END = () -> {};

    private final Thread owner = Thread.currentThread();
    private final ExecutionThreads threads;
    private final BlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
    /** Guarded by this: whether a plug-in is at work. */
    private boolean open;

    Gate(ExecutionThreads threads) {
        this.threads = threads;
    }

    /**
     * Calls a plug-in and does for it what it asks of the registry. Called by the owner.
     *
     * @return what it returned
     * @throws ExecutionException if it threw something; the cause is what it threw
     * @throws RegistryException UNAVAILABLE if its time is over, or the owner was interrupted. The gate is to be given up.
     */
    <T> T call(String what, Duration limit, Callable<T> plugin) throws ExecutionException, RegistryException {
        long deadline = System.nanoTime() + limit.toNanos();
        FutureTask<T> result = new FutureTask<>(plugin);
        handedOver.clear();
        setOpen(true);
        try {
            ExecutionThreads.Job job = threads.start(what, () -> {
                result.run();
                handedOver.add(END);
            });
            serve(what, limit, deadline, job);
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "interrupted while waiting for " + what, e);
        } finally {
            setOpen(false);
        }
    }

    private void serve(String what, Duration limit, long deadline, ExecutionThreads.Job job)
            throws RegistryException, InterruptedException {
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                Runnable asked = left > 0 ? handedOver.poll(left, TimeUnit.NANOSECONDS) : null;
                if (asked == null) {
                    setOpen(false);
                    job.giveUp();
                    throw new RegistryException(
                            RegistryException.Kind.UNAVAILABLE,
                            what + " has not returned within " + seconds(limit)
                                    + ": it was interrupted, and what it did in the registry is undone");
                }
                if (asked == END) {
                    return;
                }
                asked.run();
            }
        } catch (InterruptedException e) {
            setOpen(false);
            job.giveUp();
            throw e;
        }
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private synchronized void setOpen(boolean value) {
        open = value;
        if (!value) {
            handedOver.forEach(asked -> {
                if (asked instanceof FutureTask<?> task) {
                    task.cancel(false);
                }
            });
        }
    }

    private synchronized void handOver(FutureTask<?> task) throws RegistryException {
        if (!open) {
            throw closed();
        }
        handedOver.add(task);
    }

    private static RegistryException closed() {
        return new RegistryException(
                RegistryException.Kind.REFUSED,
                "the registry of a transition is for the time of a call only, and the call has ended");
    }

    /**
     * Has the owner do something; the owner itself just does it.
     *
     * @throws RegistryException REFUSED if no plug-in is at work any more
     * @throws ExecutionException if it threw something
     */
    <T> T onOwner(Callable<T> work) throws RegistryException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        if (Thread.currentThread() == owner) {
            task.run();
        } else {
            handOver(task);
        }
        try {
            return task.get();
        } catch (CancellationException e) {
            throw closed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(
                    RegistryException.Kind.UNAVAILABLE, "interrupted while the registry was asked", e);
        }
    }
}
