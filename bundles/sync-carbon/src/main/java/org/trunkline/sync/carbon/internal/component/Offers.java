package org.trunkline.sync.carbon.internal.component;

import org.trunkline.sync.ArtifactStore;

/**
 * Puts a chosen service to work. Each method returns what takes it out of work again; all of that happens on one thread.
 *
 * @param <S> WSO2's interface
 */
interface Offers<S> {

    Withdrawal useForeign(S service);

    Withdrawal useStore(ArtifactStore store);

    /** Takes back what was offered. */
    interface Withdrawal {

        void run();
    }
}
