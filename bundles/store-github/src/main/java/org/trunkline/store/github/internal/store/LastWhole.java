package org.trunkline.store.github.internal.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.store.github.internal.client.CommitFacts;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.EnvelopeCodec;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.Revision;

/**
 * What files of a commit say of their artifacts, and in place of one that is damaged the last state of it that was whole,
 * from the log of that file. Used by one thread for one question.
 */
final class LastWhole {

    private static final Logger LOG = LoggerFactory.getLogger(LastWhole.class);

    /** So many files are damaged by hand; if more cannot be read, it is a key or a format that is wrong. */
    private static final int MOST_DAMAGED = 10;

    private static final int COMMITS_OF_A_FILE = 30;

    private final GitHubApi api;
    private final EnvelopeCodec codec;
    private final String commit;
    private final boolean needed;
    private int damaged;

    /** @param needed whether a file that was never whole is an error, and not only left out */
    LastWhole(GitHubApi api, EnvelopeCodec codec, String commit, boolean needed) {
        this.api = api;
        this.codec = codec;
        this.commit = commit;
        this.needed = needed;
    }

    /** @throws ArtifactStoreException REJECTED if too many files are damaged, or one that is needed was never whole */
    Optional<ArtifactInfo> info(String path, ArtifactPaths.Place place, byte[] file) throws ArtifactStoreException {
        try {
            return Optional.of(codec.info(path, place, file, Revision.of(commit)));
        } catch (ArtifactStoreException e) {
            if (e.kind() != Kind.REJECTED || ++damaged > MOST_DAMAGED) {
                throw e;
            }
            return before(path, place, e);
        }
    }

    private Optional<ArtifactInfo> before(String path, ArtifactPaths.Place place, ArtifactStoreException fault)
            throws ArtifactStoreException {
        List<String> commits = api.history(path, commit, COMMITS_OF_A_FILE).stream()
                .map(CommitFacts::sha)
                .collect(Collectors.toList());
        Map<String, byte[]> files = api.files(path, commits);
        for (String past : commits) {
            byte[] file = files.get(past);
            Optional<ArtifactInfo> whole = file == null ? Optional.empty() : whole(codec, path, place, file, past);
            if (whole.isPresent()) {
                LOG.warn("{} Its last whole state is that of commit {}", fault.getMessage(), past);
                return whole;
            }
        }
        if (needed) {
            throw fault;
        }
        LOG.warn("{} It was never whole and is left out", fault.getMessage());
        return Optional.empty();
    }

    /** What a file says of its artifact; empty if it is damaged. */
    static Optional<ArtifactInfo> whole(
            EnvelopeCodec codec, String path, ArtifactPaths.Place place, byte[] file, String commit)
            throws ArtifactStoreException {
        try {
            return Optional.of(codec.info(path, place, file, Revision.of(commit)));
        } catch (ArtifactStoreException e) {
            if (e.kind() != Kind.REJECTED) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
