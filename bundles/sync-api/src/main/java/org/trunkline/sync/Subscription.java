package org.trunkline.sync;

/** Ends what was asked for when it is closed. Never fails, and does nothing the second time. */
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
