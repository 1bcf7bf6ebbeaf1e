package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.trunkline.sync.ArtifactStoreException;

/** Says in the words of the port what went wrong with a file, and what the caller can do. */
final class Faults {

    private Faults() {}

    /** @param asked what was to be done, behind "Could not" */
    static ArtifactStoreException fault(String asked, Layout layout, IOException cause) {
        return fault(asked, "", layout, cause);
    }

    /** @param outcome what has become of the store by it, in a sentence and a blank */
    static ArtifactStoreException fault(String asked, String outcome, Layout layout, IOException cause) {
        String what =
                "Could not " + asked + " in the store " + layout.directory() + ": " + reason(cause) + ". " + outcome;
        if (cause instanceof DamagedFileException) {
            return ArtifactStoreException.rejected(what + "Put the file back from a backup.", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return ArtifactStoreException.rejected(
                    what + "Let the user of this process read and write the directory.", cause);
        }
        return ArtifactStoreException.unavailable(what + "Check the disk and the mount, then try again.", cause);
    }

    /** The cause in words; some exceptions of java.nio have the file's name for a message and no more. */
    static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "no permission for " + cause.getMessage();
        }
        if (cause instanceof NoSuchFileException) {
            return "there is no file " + cause.getMessage();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
