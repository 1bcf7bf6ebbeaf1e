package org.trunkline.sync.carbon.internal.foreign;

import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/** Throws whatever a third party's code may throw. */
final class Failures {

    private Failures() {}

    static void raise(Throwable failure) throws ArtifactSynchronizerException {
        if (failure instanceof Error) {
            throw (Error) failure;
        }
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        throw (ArtifactSynchronizerException) failure;
    }
}
