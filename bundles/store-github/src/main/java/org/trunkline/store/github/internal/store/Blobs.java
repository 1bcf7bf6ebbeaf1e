package org.trunkline.store.github.internal.store;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.store.github.internal.client.BlobName;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.sync.ArtifactStoreException;

/** Blobs from the cache, and from GitHub what the cache does not hold. Thread-safe. */
final class Blobs {

    private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);

    /** Batches of fifty cost more than the two requests of an archive from here on. */
    private static final int ARCHIVE_IS_CHEAPER = 100;

    private final GitHubApi api;
    private final BlobCache cache;

    Blobs(GitHubApi api, BlobCache cache) {
        this.api = api;
        this.cache = cache;
    }

    byte[] get(String blob) throws ArtifactStoreException {
        Optional<byte[]> here = cached(blob);
        if (here.isPresent()) {
            return here.get();
        }
        byte[] content = api.blob(blob);
        put(blob, content);
        return content;
    }

    private Optional<byte[]> cached(String blob) {
        try {
            return cache.get(blob);
        } catch (IOException e) {
            LOG.warn("Cannot read blob={} from the cache; GitHub is asked", blob, e);
            return Optional.empty();
        }
    }

    /** Keeps a blob; one that cannot be kept is asked for again. */
    void put(String blob, byte[] content) {
        try {
            cache.put(blob, content);
        } catch (IOException e) {
            LOG.warn("Cannot put blob={} into the cache; it will be asked for again", blob, e);
        }
    }

    /**
     * Sees to it that blobs of a commit are in the cache, by batches or by the whole archive, of which one blob at a time
     * is in memory.
     *
     * @throws ArtifactStoreException UNAVAILABLE if the cache cannot take them: to ask for each by a request of its own
     *     would use up the limits
     */
    void fetch(String commit, Collection<String> blobs) throws ArtifactStoreException {
        Set<String> missing = new LinkedHashSet<>(blobs);
        missing.removeIf(cache::has);
        if (missing.size() > ARCHIVE_IS_CHEAPER) {
            archive(commit, missing);
        }
        // what attributes of the repository keep out of archives, or change in them, comes by its name
        if (!missing.isEmpty()) {
            api.blobs(Set.copyOf(missing), this::keep);
        }
    }

    /** Takes what it can from the archive; what is missing after two tries comes by batches. */
    private void archive(String commit, Set<String> missing) throws ArtifactStoreException {
        for (int tried = 1; tried <= 2 && missing.size() > ARCHIVE_IS_CHEAPER; tried++) {
            try {
                unpack(commit, missing);
                return;
            } catch (ArtifactStoreException e) {
                if (e.retryAfter().isPresent()) {
                    throw e;
                }
                // the host of the archives is another one, which a proxy may not let through
                LOG.warn(
                        "The archive of commit={} did not come whole, tried={}, missing={}: {}",
                        commit,
                        tried,
                        missing.size(),
                        e.getMessage());
            }
        }
    }

    private void unpack(String commit, Set<String> missing) throws ArtifactStoreException {
        api.archive(commit, (path, size, content) -> {
            byte[] bytes = content.readAllBytes();
            String blob = BlobName.of(bytes);
            if (missing.remove(blob)) {
                keep(blob, bytes);
            }
        });
    }

    private void keep(String blob, byte[] content) throws ArtifactStoreException {
        try {
            cache.put(blob, content);
        } catch (IOException e) {
            throw ArtifactStoreException.unavailable(
                    "Cannot put artifacts from GitHub into the cache: " + e.getMessage()
                            + ". Check the disk of [store.github] cache_directory.",
                    e);
        }
    }

    /** Lets go of what no known commit names, once the cache holds much more than that. */
    void trim(int wanted, Supplier<Set<String>> named) {
        if (cache.size() <= 2 * wanted + 1_000) {
            return;
        }
        try {
            cache.keep(named.get());
        } catch (IOException e) {
            LOG.warn("Cannot pack the cache", e);
        }
    }
}
