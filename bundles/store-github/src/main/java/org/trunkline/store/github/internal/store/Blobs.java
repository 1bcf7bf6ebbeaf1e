package org.trunkline.store.github.internal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.store.github.internal.client.BlobName;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.sync.ArtifactStoreException;

/** Blobs from the cache, and from GitHub what the cache does not hold. Thread-safe. */
final class Blobs {

    private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);

    /** So many missing blobs take as many requests in batches as a whole archive. */
    private static final int ARCHIVE_IS_CHEAPER = 200;

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

    void put(String blob, byte[] content) {
        try {
            cache.put(blob, content);
        } catch (IOException e) {
            LOG.warn("Cannot put blob={} into the cache; it will be asked for again", blob, e);
        }
    }

    /** Sees to it that blobs of a commit are in the cache, by batches or by the whole archive. */
    void fetch(String commit, Collection<String> blobs) throws ArtifactStoreException {
        Set<String> missing = new LinkedHashSet<>(blobs);
        missing.removeIf(cache::has);
        if (missing.size() > ARCHIVE_IS_CHEAPER) {
            archive(commit);
            missing.removeIf(cache::has);
        }
        if (!missing.isEmpty()) {
            api.blobs(missing, this::put);
        }
    }

    /** Streams the whole of a commit into the cache. */
    CommitIndex archive(String commit) throws ArtifactStoreException {
        Map<String, String> index = new HashMap<>();
        api.archive(commit, (path, size, content) -> {
            byte[] bytes = content.readNBytes((int) size);
            String blob = BlobName.of(bytes);
            put(blob, bytes);
            index.put(path, blob);
        });
        return new CommitIndex(commit, index);
    }

    /** Lets go of what no known commit names. */
    void keep(Set<String> blobs) {
        List<String> kept = new ArrayList<>(blobs);
        try {
            cache.keep(Set.copyOf(kept));
        } catch (IOException e) {
            LOG.warn("Cannot pack the cache", e);
        }
    }
}
