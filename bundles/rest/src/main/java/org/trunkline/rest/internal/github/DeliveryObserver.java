package org.trunkline.rest.internal.github;

/** Is told of each delivery of GitHub's webhook. Thread-safe. */
@FunctionalInterface
public interface DeliveryObserver {

    void delivered(DeliveryOutcome outcome);
}
