package org.trunkline.sync.carbon.internal.own;

import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.document.InvalidDocumentException;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/**
 * A call that WSO2's code makes. Nothing but its own checked exception may leave it: an unchecked one ends the start-up of a
 * gateway before it subscribes to events, and vanishes without a log line in its event threads.
 */
final class HostCall {

    /** What the host asked for. */
    interface Work<T> {

        T run() throws ArtifactStoreException, InvalidDocumentException;
    }

    private HostCall() {}

    /** @param what what was asked of whom, with the verb: {@code DBSaver cannot save an artifact} */
    static <T> T run(String what, Work<T> work) throws ArtifactSynchronizerException {
        try {
            return work.run();
        } catch (ArtifactStoreException | InvalidDocumentException | IllegalArgumentException e) {
            throw new ArtifactSynchronizerException(what + ": " + e.getMessage(), e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new ArtifactSynchronizerException(what + " because of a fault in the program: " + e, e);
        }
    }

    /** @throws IllegalArgumentException if the argument is null or blank */
    static String require(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the " + name + " is missing");
        }
        return value;
    }
}
