package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.trunkline.sync.ArtifactStoreException;

/**
 * Finds the store in its directory. A directory that holds none becomes one where that is allowed, but never again after a
 * store was seen there: then a mount has gone, and an empty store would be a lie.
 */
final class StoreDirectory {

    private final Layout layout;
    private final DurableFiles files;
    private final Manifest manifest;
    private final WriteLock lock;
    private final boolean create;
    private volatile boolean seen;

    StoreDirectory(Layout layout, DurableFiles files, Manifest manifest, WriteLock lock, boolean create) {
        this.layout = layout;
        this.files = files;
        this.manifest = manifest;
        this.lock = lock;
        this.create = create;
    }

    /** The head as it is now. */
    Head head() throws IOException, ArtifactStoreException {
        Optional<Head> found = manifest.head();
        if (found.isEmpty()) {
            requireCreatable();
            found = Optional.of(createStore());
        }
        seen = true;
        return found.get();
    }

    /** The head as it is now, asked by who holds the lock. */
    Head headUnderLock() throws IOException, ArtifactStoreException {
        return manifest.head()
                .orElseThrow(() -> ArtifactStoreException.unavailable(
                        "The file " + layout.head() + " has just gone. " + mountAdvice(), null));
    }

    private void requireCreatable() throws IOException, ArtifactStoreException {
        if (seen) {
            throw ArtifactStoreException.unavailable(
                    "The store in " + layout.directory() + " has gone: there is no file " + layout.head()
                            + " any more. " + mountAdvice(),
                    null);
        }
        // asked once more: another process may just have made the store and begun to write
        if (manifest.hasRemains() && manifest.head().isEmpty()) {
            throw ArtifactStoreException.rejected("The directory " + layout.directory()
                    + " holds what is left of a store, and no file " + layout.head()
                    + ". Put the file back from a backup, or empty the directory for a new store.");
        }
        if (!create) {
            throw ArtifactStoreException.unavailable(
                    "There is no store in " + layout.directory() + ", and none may be made (create = false). "
                            + mountAdvice(),
                    null);
        }
    }

    private static String mountAdvice() {
        return "Check that the directory is mounted.";
    }

    private Head createStore() throws IOException, ArtifactStoreException {
        files.makeDirectory(layout.directory());
        return lock.whileHeld(() -> {
            Optional<Head> found = manifest.head();
            if (found.isEmpty()) {
                files.makeDirectory(layout.temporary());
                files.makeDirectory(layout.nodes());
                files.makeDirectory(layout.bodies());
                manifest.swap(Head.empty(UUID.randomUUID().toString().replace("-", "")));
                found = manifest.head();
            }
            return found.orElseThrow(() -> new NoSuchFileException(layout.head().toString()));
        });
    }
}
