package org.trunkline.lifecycle.engine;

/** What is done before a resource gets its new state. */
@FunctionalInterface
public interface Execution {

    /**
     * Does it, on a thread that may be interrupted when the time is over. The registry of the transition is the only one to
     * be used: what is written through it is undone if the transition fails.
     *
     * @return whether it was done; if not, or if something is thrown, the transition fails and nothing is changed
     */
    boolean execute(TransitionContext transition) throws Exception;

    /**
     * Whether it does nothing but read and write the registry, so that it can be rehearsed in a transaction that is rolled
     * back.
     */
    default boolean staysInTheRegistry() {
        return false;
    }
}
