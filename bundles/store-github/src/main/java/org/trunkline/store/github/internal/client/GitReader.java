package org.trunkline.store.github.internal.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.trunkline.sync.ArtifactStoreException;

/** Reads branch, commits, trees and files over REST. Thread-safe. */
final class GitReader {

    private static final int COMPARED_FILES = 300;
    private static final int PAGE = 100;
    private static final long PROOF_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String RAW = "application/vnd.github.raw+json";

    private final Transport transport;
    private final GitHubServer server;
    private final BranchMemory memory;
    private volatile String defaultBranch;
    private volatile String provenCommit = "";
    private volatile long provenAtNanos;

    GitReader(Transport transport, GitHubServer server, BranchMemory memory) {
        this.transport = transport;
        this.server = server;
        this.memory = memory;
    }

    String branch() throws ArtifactStoreException {
        if (server.branch().isPresent()) {
            return server.branch().get();
        }
        if (defaultBranch == null) {
            defaultBranch = repository().defaultBranch();
        }
        return defaultBranch;
    }

    RepositoryFacts repository() throws ArtifactStoreException {
        Reply reply = get("look at repository " + server.fullName(), server.repository(), Optional.empty());
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        JsonObject json = reply.object();
        return new RepositoryFacts(
                json.get("full_name").getAsString(),
                json.get("private").getAsBoolean(),
                json.get("default_branch").getAsString(),
                Optional.empty());
    }

    void defaultBranch(String name) {
        defaultBranch = name;
    }

    Optional<String> branchHead() throws ArtifactStoreException {
        return branchHead(memory.etag());
    }

    /** Asks without a condition, where a remembered answer must not decide. */
    Optional<String> freshBranchHead() throws ArtifactStoreException {
        return branchHead(Optional.empty());
    }

    private Optional<String> branchHead(Optional<String> etag) throws ArtifactStoreException {
        String branch = branch();
        String asked = "read branch " + branch + " of " + server.fullName();
        Request.Builder request = new Request.Builder()
                .url(server.repository("git", "ref", "heads/" + branch).build());
        etag.ifPresent(tag -> request.header("If-None-Match", tag));
        Reply reply = transport.repeatable(asked, request.build(), false);
        if (reply.status() == 304) {
            return memory.head();
        }
        if (reply.status() == 409 || reply.status() == 404) {
            // 409 is a repository without any commit; 404 a missing branch, unless the repository itself is out of
            // sight
            RepositoryFacts facts = repository();
            if (server.branch().isEmpty() && !facts.defaultBranch().equals(branch)) {
                // the default branch has another name by now
                defaultBranch = facts.defaultBranch();
                return freshBranchHead();
            }
            memory.absent();
            return Optional.empty();
        }
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        String commit = reply.object().getAsJsonObject("object").get("sha").getAsString();
        proven(commit);
        return Optional.of(memory.read(commit, reply.header("etag")));
    }

    /** This access has just seen the commit: what is not found in it is not there. */
    private void proven(String commit) {
        provenCommit = commit;
        provenAtNanos = System.nanoTime();
    }

    private boolean isProven(String commit) {
        return commit.equals(provenCommit) && System.nanoTime() - provenAtNanos < PROOF_NANOS;
    }

    CommitFacts commit(String commit) throws ArtifactStoreException {
        Reply reply = get(
                "read commit " + commit + " of " + server.fullName(),
                server.repository("git", "commits", commit),
                Optional.empty());
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        proven(commit);
        return facts(reply.object(), reply.object());
    }

    boolean has(String commit) throws ArtifactStoreException {
        Reply reply = get(
                "look for commit " + commit + " of " + server.fullName(),
                server.repository("git", "commits", commit),
                Optional.empty());
        if (reply.status() == 404 || reply.status() == 422 || reply.status() == 409) {
            // 404 is also what GitHub says of a repository that this access may not see
            repository();
            return false;
        }
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        return true;
    }

    private static CommitFacts facts(JsonObject outer, JsonObject inner) {
        List<String> parents = new ArrayList<>();
        outer.getAsJsonArray("parents")
                .forEach(p -> parents.add(p.getAsJsonObject().get("sha").getAsString()));
        return new CommitFacts(
                outer.get("sha").getAsString(),
                inner.getAsJsonObject("tree").get("sha").getAsString(),
                parents,
                inner.get("message").getAsString(),
                Instant.parse(inner.getAsJsonObject("committer").get("date").getAsString()));
    }

    /** The commits from one back, newest first, all of them or those that touched a path. */
    List<CommitFacts> commits(Optional<String> path, String from, int limit) throws ArtifactStoreException {
        List<CommitFacts> commits = new ArrayList<>();
        for (int page = 1; commits.size() < limit; page++) {
            int perPage = Math.min(PAGE, limit);
            HttpUrl.Builder url = server.repository("commits")
                    .addQueryParameter("sha", from)
                    .addQueryParameter("per_page", Integer.toString(perPage))
                    .addQueryParameter("page", Integer.toString(page));
            path.ifPresent(p -> url.addQueryParameter("path", p));
            Reply reply = get("list commits of " + server.fullName(), url, Optional.empty());
            if (!reply.ok()) {
                throw transport.refusal(reply);
            }
            int before = commits.size();
            for (JsonElement element : reply.json().getAsJsonArray()) {
                JsonObject commit = element.getAsJsonObject();
                commits.add(facts(commit, commit.getAsJsonObject("commit")));
            }
            if (commits.size() - before < perPage) {
                break;
            }
        }
        return commits.size() > limit ? List.copyOf(commits.subList(0, limit)) : commits;
    }

    List<TreeFile> files(String tree) throws ArtifactStoreException {
        List<TreeFile> files = new ArrayList<>();
        collect("", tree, files);
        return files;
    }

    private void collect(String prefix, String tree, List<TreeFile> files) throws ArtifactStoreException {
        JsonObject all = tree(tree, true);
        if (!all.get("truncated").getAsBoolean()) {
            for (JsonElement element : all.getAsJsonArray("tree")) {
                addFile(prefix, element.getAsJsonObject(), files);
            }
            return;
        }
        // too much for one answer: folder by folder
        JsonObject level = tree(tree, false);
        if (level.get("truncated").getAsBoolean()) {
            throw ArtifactStoreException.rejected("GitHub does not list folder '" + prefix + "' of " + server.fullName()
                    + " whole: it holds too many files. Move what is not Trunkline's to another branch.");
        }
        for (JsonElement element : level.getAsJsonArray("tree")) {
            JsonObject entry = element.getAsJsonObject();
            if (entry.get("type").getAsString().equals("tree")) {
                collect(
                        prefix + entry.get("path").getAsString() + "/",
                        entry.get("sha").getAsString(),
                        files);
            } else {
                addFile(prefix, entry, files);
            }
        }
    }

    private static void addFile(String prefix, JsonObject entry, List<TreeFile> files) {
        if (entry.get("type").getAsString().equals("blob")) {
            long size = entry.has("size") ? entry.get("size").getAsLong() : 0;
            files.add(new TreeFile(
                    prefix + entry.get("path").getAsString(), entry.get("sha").getAsString(), size));
        }
    }

    private JsonObject tree(String tree, boolean recursive) throws ArtifactStoreException {
        HttpUrl.Builder url = server.repository("git", "trees", tree);
        if (recursive) {
            url.addQueryParameter("recursive", "1");
        }
        Reply reply = get("list tree " + tree + " of " + server.fullName(), url, Optional.empty());
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        return reply.object();
    }

    Optional<byte[]> file(String path, String commit) throws ArtifactStoreException {
        HttpUrl.Builder url = server.repository("contents").addQueryParameter("ref", commit);
        // one by one, so that a percent sign in a name is encoded and not taken for an encoding
        for (String segment : path.split("/")) {
            url.addPathSegment(segment);
        }
        Reply reply = get("read " + path + " at " + commit + " of " + server.fullName(), url, Optional.of(RAW));
        if (reply.status() == 404) {
            // GitHub hides what an access may not see behind 404: the commit proves that it may
            if (!isProven(commit)) {
                commit(commit);
            }
            return Optional.empty();
        }
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        return Optional.of(reply.body());
    }

    byte[] blob(String blob) throws ArtifactStoreException {
        Reply reply = get(
                "read blob " + blob + " of " + server.fullName(),
                server.repository("git", "blobs", blob),
                Optional.of(RAW));
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        if (!BlobName.of(reply.body()).equals(blob)) {
            throw ArtifactStoreException.unavailable(
                    "Asked GitHub for blob " + blob + ", another one came back (" + reply.body().length
                            + " bytes): something between here and GitHub changes answers. Asked again later.",
                    null);
        }
        return reply.body();
    }

    Optional<List<FileChange>> compare(String base, String head) throws ArtifactStoreException {
        // files come with the first page whatever its size, commits are not needed
        HttpUrl.Builder url = server.repository("compare", base + "..." + head)
                .addQueryParameter("per_page", "1")
                .addQueryParameter("page", "1");
        Reply reply = get("compare " + base + " with " + head + " in " + server.fullName(), url, Optional.empty());
        if (reply.status() == 404 || reply.status() == 422 || reply.status() >= 500) {
            // no common ancestor, or a comparison that GitHub gives up on; the commit proves that this access may see
            // it
            commit(head);
            return Optional.empty();
        }
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        JsonObject json = reply.object();
        String status = json.get("status").getAsString();
        boolean forward = status.equals("ahead") || status.equals("identical");
        if (!forward || !json.has("files") || json.getAsJsonArray("files").size() >= COMPARED_FILES) {
            return Optional.empty();
        }
        List<FileChange> changes = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray("files")) {
            JsonObject file = element.getAsJsonObject();
            String kind = file.get("status").getAsString();
            String path = file.get("filename").getAsString();
            if (kind.equals("renamed") && file.has("previous_filename")) {
                changes.add(new FileChange(file.get("previous_filename").getAsString(), Optional.empty()));
            }
            changes.add(new FileChange(
                    path,
                    kind.equals("removed")
                            ? Optional.empty()
                            : Optional.of(file.get("sha").getAsString())));
        }
        return Optional.of(changes);
    }

    private Reply get(String asked, HttpUrl.Builder url, Optional<String> accept) throws ArtifactStoreException {
        Request.Builder request = new Request.Builder().url(url.build());
        accept.ifPresent(type -> request.header("Accept", type));
        return transport.repeatable(asked, request.build(), false);
    }
}
