package org.trunkline.sync.reconcile;

/** What a reconcile loop is about. */
public enum ReconcilePhase {
    /** The first pass is not over yet. */
    STARTING,
    /** The gateway held all that its source had when it was last asked. */
    CURRENT,
    /** The source did not answer; it is asked again soon, and what is deployed stays. */
    RETRYING,
    /** The source refused; that needs a person. It is asked again at the poll interval, and what is deployed stays. */
    STUCK,
    /** The loop was closed, or its thread died of the problem that the status shows. */
    STOPPED
}
