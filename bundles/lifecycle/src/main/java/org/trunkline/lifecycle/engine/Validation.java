package org.trunkline.lifecycle.engine;

/** What must hold before anything is done for a transition. */
@FunctionalInterface
public interface Validation {

    /**
     * Looks at the resource, on a thread that may be interrupted when the time is over.
     *
     * @return whether it holds; if not, or if something is thrown, the transition is refused
     */
    boolean validate(TransitionContext transition) throws Exception;
}
