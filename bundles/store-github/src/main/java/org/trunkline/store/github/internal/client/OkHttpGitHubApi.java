package org.trunkline.store.github.internal.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.trunkline.sync.ArtifactStoreException;

/** One repository of a GitHub server, over REST and GraphQL. */
public final class OkHttpGitHubApi implements GitHubApi {

    private static final int BLOBS_AT_ONCE = 50;

    /** GitHub takes no larger file, so an archive that claims to hold one is not GitHub's. */
    private static final long MOST_BYTES_OF_A_FILE = 100_000_000;

    private final Transport transport;
    private final GitHubServer server;
    private final BranchMemory memory;
    private final GraphQl graphQl;
    private final GitReader reader;
    private final CommitWriter writer;

    /**
     * @param http with time-outs, proxy and trust as configured; redirects and repeats are decided here
     * @param userAgent GitHub refuses requests without one
     */
    public OkHttpGitHubApi(
            OkHttpClient http,
            GitHubServer server,
            Credentials credentials,
            RequestBudget budget,
            RequestBudget.Pause pause,
            Clock clock,
            String userAgent) {
        this.server = server;
        this.transport = new Transport(http, credentials, budget, pause, clock, server.fullName(), userAgent);
        this.memory = new BranchMemory(clock);
        this.graphQl = new GraphQl(transport, server);
        this.reader = new GitReader(transport, server, memory);
        this.writer = new CommitWriter(transport, server, graphQl, reader);
    }

    @Override
    public RepositoryFacts repository() throws ArtifactStoreException {
        return understood("look at repository " + server.fullName(), this::facts);
    }

    private RepositoryFacts facts() throws ArtifactStoreException {
        Optional<RepositoryFacts> facts = graphQl.repository(server.branch());
        if (facts.isEmpty()) {
            return reader.repository();
        }
        reader.defaultBranch(facts.get().defaultBranch());
        Optional<String> head = facts.get().head();
        return head.isEmpty() ? facts.get() : facts.get().at(memory.read(head.get(), Optional.empty()));
    }

    @Override
    public Optional<String> branchHead() throws ArtifactStoreException {
        return understood("read the branch of " + server.fullName(), () -> reader.branchHead());
    }

    @Override
    public CommitFacts commit(String commit) throws ArtifactStoreException {
        return understood("read commit " + commit, () -> reader.commit(commit));
    }

    @Override
    public boolean has(String commit) throws ArtifactStoreException {
        return understood("look for commit " + commit, () -> reader.has(commit));
    }

    @Override
    public List<TreeFile> files(String treeOrCommit) throws ArtifactStoreException {
        return understood("list tree " + treeOrCommit, () -> reader.files(treeOrCommit));
    }

    @Override
    public Optional<byte[]> file(String path, String commit) throws ArtifactStoreException {
        return reader.file(path, commit);
    }

    @Override
    public Map<String, byte[]> files(String path, List<String> commits) throws ArtifactStoreException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (int from = 0; from < commits.size(); from += BLOBS_AT_ONCE) {
            List<String> batch = commits.subList(from, Math.min(commits.size(), from + BLOBS_AT_ONCE));
            Optional<Map<String, Optional<byte[]>>> answers =
                    batch.size() == 1 ? Optional.empty() : graphQl.files(path, batch);
            for (String commit : batch) {
                Optional<byte[]> known = answers.map(a -> a.get(commit)).orElse(null);
                Optional<byte[]> file = known == null ? reader.file(path, commit) : known;
                file.ifPresent(content -> found.put(commit, content));
            }
        }
        return found;
    }

    @Override
    public BranchFiles latest(List<String> paths) throws ArtifactStoreException {
        return understood("read " + paths + " of " + server.fullName(), () -> present(paths));
    }

    private BranchFiles present(List<String> paths) throws ArtifactStoreException {
        Optional<BranchFiles> files = graphQl.latest(reader.branch(), paths);
        boolean present = files.isPresent()
                && files.get().commit().isPresent()
                && memory.read(files.get().commit().get(), Optional.empty())
                        .equals(files.get().commit().get());
        if (present) {
            return files.get();
        }
        // no GraphQL, a file that it cut, a branch that is not there, or a state that was already left behind
        Optional<String> head = reader.branchHead();
        Map<String, byte[]> found = new LinkedHashMap<>();
        if (head.isPresent()) {
            for (String path : paths) {
                Optional<byte[]> file = reader.file(path, head.get());
                file.ifPresent(content -> found.put(path, content));
            }
        }
        return new BranchFiles(head, found);
    }

    @Override
    public byte[] blob(String blob) throws ArtifactStoreException {
        return reader.blob(blob);
    }

    @Override
    public void blobs(Collection<String> blobs, BlobReceiver receiver) throws ArtifactStoreException {
        List<String> all = new ArrayList<>(blobs);
        for (int from = 0; from < all.size(); from += BLOBS_AT_ONCE) {
            batch(all.subList(from, Math.min(all.size(), from + BLOBS_AT_ONCE)), receiver);
        }
    }

    private void batch(List<String> blobs, BlobReceiver receiver) throws ArtifactStoreException {
        Optional<Map<String, byte[]>> found = blobs.size() == 1 ? Optional.empty() : graphQl.blobs(blobs);
        if (found.isEmpty() && blobs.size() > 1 && !graphQl.missing()) {
            // GitHub gave up on so many at once
            batch(blobs.subList(0, blobs.size() / 2), receiver);
            batch(blobs.subList(blobs.size() / 2, blobs.size()), receiver);
            return;
        }
        for (String blob : blobs) {
            byte[] content = found.map(f -> f.get(blob)).orElse(null);
            receiver.accept(blob, content == null ? reader.blob(blob) : content);
        }
    }

    @Override
    public Optional<List<FileChange>> compare(String base, String head) throws ArtifactStoreException {
        return understood("compare " + base + " with " + head, () -> reader.compare(base, head));
    }

    @Override
    public List<CommitFacts> history(String path, String from, int limit) throws ArtifactStoreException {
        return understood(
                "list commits of " + server.fullName(),
                () -> reader.commits(Optional.of(path).filter(p -> !p.isEmpty()), from, limit));
    }

    @Override
    public void awaitWriteTurn() throws ArtifactStoreException {
        transport.awaitWriteTurn("commit to " + server.fullName());
    }

    @Override
    public Optional<String> commit(
            Optional<String> expectedHead, String message, Map<String, byte[]> additions, Set<String> deletions)
            throws ArtifactStoreException {
        Optional<String> seenBefore = memory.head();
        Optional<String> commit = understood(
                "commit to " + server.fullName(), () -> writer.commit(expectedHead, message, additions, deletions));
        commit.ifPresent(c -> memory.wrote(c, expectedHead, seenBefore));
        return commit;
    }

    @Override
    public void close() {
        transport.close();
    }

    private interface Question<T> {
        T ask() throws ArtifactStoreException;
    }

    /** Whatever answers in place of GitHub may do so in JSON that has nothing of what GitHub's has. */
    private <T> T understood(String asked, Question<T> question) throws ArtifactStoreException {
        try {
            return question.ask();
        } catch (NullPointerException
                | IllegalStateException
                | ClassCastException
                | UnsupportedOperationException
                | NumberFormatException
                | DateTimeException e) {
            throw ArtifactStoreException.unavailable(
                    "Asked GitHub to " + asked + ", the answer does not have GitHub's form (" + e
                            + "): something between here and GitHub may have answered. Asked again later.",
                    e);
        }
    }

    @Override
    public void archive(String commit, ArchiveReader archiveReader) throws ArtifactStoreException {
        String asked = "pack commit " + commit + " of " + server.fullName();
        Reply redirect = transport.repeatable(
                asked,
                new Request.Builder()
                        .url(server.repository("tarball", commit).build())
                        .build(),
                false);
        if (redirect.status() != 302) {
            throw transport.refusal(redirect);
        }
        Request request =
                new Request.Builder().url(archiveAddress(asked, redirect)).build();
        try {
            transport.stream(asked, request, body -> unpack(body.byteStream(), archiveReader));
        } catch (IOException e) {
            throw Transport.unanswered(asked, e);
        }
    }

    private HttpUrl archiveAddress(String asked, Reply redirect) throws ArtifactStoreException {
        HttpUrl address = redirect.header("location").map(HttpUrl::parse).orElse(null);
        if (address == null || !address.isHttps() && server.graphQl().isHttps()) {
            throw ArtifactStoreException.rejected("Asked GitHub to " + asked
                    + ", it pointed to an address that is not HTTPS. Check [store.github]" + " endpoint and proxy.");
        }
        return address;
    }

    private static void unpack(InputStream packed, ArchiveReader archiveReader)
            throws IOException, ArtifactStoreException {
        try (InputStream unzipped = new BufferedInputStream(new GZIPInputStream(packed, 1 << 16), 1 << 16)) {
            TarFiles files = new TarFiles(unzipped);
            while (files.next()) {
                int top = files.path().indexOf('/');
                if (top >= 0 && files.size() <= MOST_BYTES_OF_A_FILE) {
                    archiveReader.file(files.path().substring(top + 1), files.size(), files.stream());
                }
            }
        }
    }
}
