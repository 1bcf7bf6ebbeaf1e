package org.trunkline.store.github.internal.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.ArtifactStoreException;

/**
 * What a store asks of one GitHub repository. Each call is one request unless it says otherwise; calls wait for GitHub's
 * limits by themselves, repeat what is safe to repeat within a bound, and fail with an {@link ArtifactStoreException}
 * that says what to do. Commits, trees and blobs are named by their SHA-1 in 40 hexadecimal digits. Thread-safe.
 */
public interface GitHubApi {

    /** The repository as this access sees it; where the server has GraphQL, with the branch's commit. */
    RepositoryFacts repository() throws ArtifactStoreException;

    /**
     * The commit that the branch points to, empty while the repository or the branch does not exist yet (a repository that
     * this access cannot see is REJECTED). Asked conditionally: an unchanged answer costs nothing of the hourly limit.
     */
    Optional<String> branchHead() throws ArtifactStoreException;

    /** The commit and its tree. */
    CommitFacts commit(String commit) throws ArtifactStoreException;

    /**
     * Whether this access sees such a commit. What else stands in the way of an answer, such as a token that is refused, is
     * no "no".
     */
    boolean has(String commit) throws ArtifactStoreException;

    /** All files of a tree, or of a commit's tree; more than one request where GitHub cuts the list. */
    List<TreeFile> files(String treeOrCommit) throws ArtifactStoreException;

    /** The file at a path in a commit, of up to 100 MB; empty if there is none. */
    Optional<byte[]> file(String path, String commit) throws ArtifactStoreException;

    /** The file at a path in several commits, by commit where there is one; by the batch where the server has GraphQL. */
    Map<String, byte[]> files(String path, List<String> commits) throws ArtifactStoreException;

    /**
     * The files at some paths as the branch has them now, with the commit that it points to: one request where the server
     * has GraphQL.
     */
    BranchFiles latest(List<String> paths) throws ArtifactStoreException;

    /** One blob, of up to 100 MB. */
    byte[] blob(String blob) throws ArtifactStoreException;

    /**
     * Blobs by the batch, over GraphQL where the server has it, what comes back cut or binary by one request each. Hands
     * each blob over as it comes; its bytes were checked against its name.
     */
    void blobs(Collection<String> blobs, BlobReceiver receiver) throws ArtifactStoreException;

    /**
     * Which files differ between two commits; empty if GitHub cannot tell in one answer, because there are too many or
     * because one is not an ancestor of the other.
     */
    Optional<List<FileChange>> compare(String base, String head) throws ArtifactStoreException;

    /** Streams the archive of a commit: two requests, of which the second goes to another host without credentials. */
    void archive(String commit, ArchiveReader reader) throws ArtifactStoreException;

    /** The commits that touched a path, newest first, from a commit back; all commits for an empty path. */
    List<CommitFacts> history(String path, String from, int limit) throws ArtifactStoreException;

    /**
     * Returns when GitHub's limits let a write through at once. Who reads the branch after this, not before, for a commit
     * on top of it loses fewer races.
     */
    void awaitWriteTurn() throws ArtifactStoreException;

    /**
     * Commits on the branch if it is still at the expected commit. One request where the server has {@code
     * createCommitOnBranch}; otherwise tree, commit and update of the branch; large batches post blobs and trees first.
     * After an answer that never came it looks for the commit before it gives up.
     *
     * @param expectedHead the commit that the branch points to, empty if the branch is to be made
     * @param additions new contents by path
     * @param deletions paths that are there now
     * @return the new commit; empty if the branch is at another commit
     */
    Optional<String> commit(
            Optional<String> expectedHead, String message, Map<String, byte[]> additions, Set<String> deletions)
            throws ArtifactStoreException;

    /** Breaks off what is under way; from then on every call is UNAVAILABLE. Does nothing the second time. */
    void close();

    /** Takes blobs one by one. */
    interface BlobReceiver {
        void accept(String blob, byte[] content) throws ArtifactStoreException;
    }

    /** Reads files from an archive, one by one; the stream ends with the file. */
    interface ArchiveReader {
        void file(String path, long size, InputStream content) throws IOException, ArtifactStoreException;
    }
}
