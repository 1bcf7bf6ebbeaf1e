package org.trunkline.store.github.internal.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.trunkline.sync.ArtifactStoreException;

/**
 * Puts one commit on the branch, whatever its size, if the branch is still where it is expected. Small ones go by one
 * GraphQL request. Others go by git's own objects: trees that build on each other, so that no request is too large for
 * GitHub, then one commit, then one update of the branch; nobody sees half a batch.
 */
final class CommitWriter {

    private static final MediaType JSON = MediaType.get("application/json");

    /** GitHub gives up on larger requests (seen by others at about 250 files or 2.5 MB). */
    private static final int MOST_FILES = 200;

    private static final int MOST_BYTES = 2_000_000;
    private static final int MOST_BYTES_OF_A_FILE = 100_000_000;
    private static final int MOST_TRIES = 4;
    private static final int COMMITS_TO_SEARCH = 100;

    /** The tree of our last commit: the next one builds on it. */
    private static final class Known {
        private final String commit;
        private final String tree;

        Known(String commit, String tree) {
            this.commit = commit;
            this.tree = tree;
        }
    }

    private volatile Known known = new Known("", "");

    private final Transport transport;
    private final GitHubServer server;
    private final GraphQl graphQl;
    private final GitReader reader;

    CommitWriter(Transport transport, GitHubServer server, GraphQl graphQl, GitReader reader) {
        this.transport = transport;
        this.server = server;
        this.graphQl = graphQl;
        this.reader = reader;
    }

    Optional<String> commit(
            Optional<String> expectedHead, String message, Map<String, byte[]> additions, Set<String> deletions)
            throws ArtifactStoreException {
        for (Map.Entry<String, byte[]> file : additions.entrySet()) {
            if (file.getValue().length > MOST_BYTES_OF_A_FILE) {
                throw ArtifactStoreException.rejected("GitHub takes files of up to 100 MB, " + file.getKey() + " has "
                        + file.getValue().length + " bytes. Keep artifacts of this size in another store.");
            }
        }
        Attempt attempt = new Attempt(expectedHead, message);
        try {
            return expectedHead.isEmpty()
                    ? attempt.begin(additions)
                    : attempt.follow(expectedHead.get(), additions, deletions);
        } catch (ArtifactStoreException e) {
            boolean saysNo = e.kind() != ArtifactStoreException.Kind.UNAVAILABLE;
            throw attempt.unknown && saysNo ? attempt.lost(e) : e;
        }
    }

    /** One commit on its way to the branch. */
    private final class Attempt {

        private final Optional<String> head;

        /** Found again in the branch when an answer got lost. */
        private final String mark = "Trunkline-Batch: " + UUID.randomUUID();

        private final String message;

        /** Whether an answer got lost, so that the commit may be on the branch: from then on nobody is told that it is not. */
        private boolean unknown;

        Attempt(Optional<String> head, String message) {
            this.head = head;
            this.message = message + (message.contains("\n") ? "\n" : "\n\n") + mark;
        }

        /** Follows on a commit; empty if the branch went another way. */
        Optional<String> follow(String parent, Map<String, byte[]> additions, Set<String> deletions)
                throws ArtifactStoreException {
            long bytes = additions.values().stream().mapToLong(b -> b.length).sum();
            if (additions.size() + deletions.size() <= MOST_FILES && bytes <= MOST_BYTES) {
                Optional<Optional<String>> done = byGraphQl(parent, additions, deletions);
                if (done.isPresent()) {
                    return done.get();
                }
            }
            Known before = known;
            String base = before.commit.equals(parent)
                    ? before.tree
                    : reader.commit(parent).tree();
            String tree = tree(Optional.of(base), additions, deletions);
            Optional<String> moved = move(createCommit(tree, List.of(parent), message));
            moved.ifPresent(commit -> known = new Known(commit, tree));
            return moved;
        }

        /** Empty if GraphQL cannot do it; else the commit, or that the race was lost. */
        private Optional<Optional<String>> byGraphQl(
                String parent, Map<String, byte[]> additions, Set<String> deletions) throws ArtifactStoreException {
            String branch = reader.branch();
            for (int tried = 1; ; tried++) {
                GraphQl.Commit commit = graphQl.commit(branch, parent, message, additions, deletions);
                switch (commit.outcome()) {
                    case DONE:
                        return Optional.of(Optional.of(commit.sha()));
                    case NOT_THIS_WAY:
                        return Optional.empty();
                    case LOST_RACE:
                        // a first try whose answer got lost makes the second one lose against it
                        return Optional.of(unknown ? settled() : Optional.empty());
                    default:
                        unknown = true;
                        Optional<Optional<String>> found = find();
                        if (found.isPresent()) {
                            return found;
                        }
                        if (tried == MOST_TRIES) {
                            throw lost(null);
                        }
                        transport.rest("commit to branch " + branch + " of " + server.fullName(), tried);
                }
            }
        }

        private ArtifactStoreException lost(ArtifactStoreException because) {
            return ArtifactStoreException.unavailable(
                    "Asked GitHub to commit to " + server.fullName()
                            + ", no whole answer came back, and the branch does"
                            + " not tell whether the commit is on it"
                            + (because == null ? "" : " (" + because.getMessage() + ")")
                            + ". Saving again is harmless.",
                    because);
        }

        /** The commit, or nothing if it is certain that the branch went another way. */
        private Optional<String> settled() throws ArtifactStoreException {
            for (int tried = 1; ; tried++) {
                Optional<Optional<String>> found = find();
                if (found.isPresent()) {
                    return found.get();
                }
                if (tried == MOST_TRIES) {
                    throw lost(null);
                }
                transport.rest("find a commit in " + server.fullName(), tried);
            }
        }

        /**
         * Looks for the commit between the branch as it is and the one that it was to follow. Empty if that does not tell:
         * GitHub may still show the branch as it was before.
         */
        private Optional<Optional<String>> find() throws ArtifactStoreException {
            Optional<String> now = reader.freshBranchHead();
            if (now.isEmpty() || now.equals(head)) {
                return Optional.empty();
            }
            List<CommitFacts> log = reader.commits(Optional.empty(), now.get(), COMMITS_TO_SEARCH);
            for (CommitFacts commit : log) {
                if (commit.message().contains(mark)) {
                    return Optional.of(Optional.of(commit.sha()));
                }
                if (head.filter(commit.sha()::equals).isPresent()) {
                    return Optional.of(Optional.empty());
                }
            }
            boolean whole = head.isEmpty() && log.size() < COMMITS_TO_SEARCH;
            return whole ? Optional.of(Optional.empty()) : Optional.empty();
        }

        /** The first commit of a branch, or of a repository that holds nothing at all. */
        Optional<String> begin(Map<String, byte[]> additions) throws ArtifactStoreException {
            String asked = "begin branch " + reader.branch() + " of " + server.fullName();
            Reply probe = transport.repeatable(
                    asked, get(server.repository("git", "ref", "heads/" + reader.branch())), false);
            if (probe.status() == 409) {
                beginRepository(asked, additions.entrySet().iterator().next());
                return Optional.empty();
            }
            String commit = createCommit(tree(Optional.empty(), additions, Set.of()), List.of(), message);
            JsonObject body = new JsonObject();
            body.addProperty("ref", "refs/heads/" + reader.branch());
            body.addProperty("sha", commit);
            Reply reply = transport.repeatable(asked, post(body, "git", "refs"), true);
            if (reply.status() == 422 && reply.message().contains("already exists")) {
                // by another writer, or by a try of ours whose answer got lost
                return settled();
            }
            if (!reply.ok()) {
                throw transport.refusal(reply);
            }
            return Optional.of(commit);
        }

        /** Sets the branch from one commit to the next; empty if it was moved by somebody else. */
        private Optional<String> move(String commit) throws ArtifactStoreException {
            JsonObject body = new JsonObject();
            body.addProperty("sha", commit);
            body.addProperty("force", false);
            String asked = "move branch " + reader.branch() + " of " + server.fullName();
            Request request = new Request.Builder()
                    .url(server.repository("git", "refs", "heads/" + reader.branch())
                            .build())
                    .patch(RequestBody.create(body.toString(), JSON))
                    .build();
            for (int tried = 1; ; tried++) {
                Optional<Reply> reply = sent(asked, request);
                if (reply.isPresent() && reply.get().status() < 500) {
                    return moved(reply.get(), commit);
                }
                unknown = true;
                Optional<Optional<String>> found = find();
                if (found.isPresent()) {
                    return found.get();
                }
                if (tried == MOST_TRIES) {
                    throw lost(null);
                }
                transport.rest(asked, tried);
            }
        }

        private Optional<String> moved(Reply reply, String commit) throws ArtifactStoreException {
            if (reply.ok()) {
                return Optional.of(commit);
            }
            if (reply.status() != 422 && reply.status() != 409) {
                throw transport.refusal(reply);
            }
            boolean raced = reply.message().contains("fast forward");
            if (!raced && reader.freshBranchHead().equals(head)) {
                // nobody was faster: a rule of the repository protects the branch
                throw ArtifactStoreException.rejected(
                        transport.refusal(reply).getMessage()
                                + " A rule of the repository may protect branch " + reader.branch()
                                + ": let the token's owner or the App pass it, or set [store.github] branch to one without it.");
            }
            return unknown ? settled() : Optional.empty();
        }
    }

    /** An empty repository takes its first commit through the contents call only. */
    private void beginRepository(String asked, Map.Entry<String, byte[]> first) throws ArtifactStoreException {
        JsonObject body = new JsonObject();
        body.addProperty("message", "Begin the artifact repository");
        body.addProperty("content", Base64.getEncoder().encodeToString(first.getValue()));
        body.addProperty("branch", reader.branch());
        HttpUrl.Builder url = server.repository("contents");
        for (String segment : first.getKey().split("/")) {
            url.addPathSegment(segment);
        }
        Reply put = transport.repeatable(
                asked,
                new Request.Builder()
                        .url(url.build())
                        .put(RequestBody.create(body.toString(), JSON))
                        .build(),
                true);
        if (!put.ok() && put.status() != 409 && put.status() != 422) {
            throw transport.refusal(put);
        }
    }

    private String tree(Optional<String> base, Map<String, byte[]> additions, Set<String> deletions)
            throws ArtifactStoreException {
        Optional<String> tree = base;
        List<JsonObject> entries = new ArrayList<>();
        for (String path : deletions) {
            if (entries.size() >= MOST_FILES) {
                tree = Optional.of(createTree(tree, entries, Map.of()));
                entries.clear();
            }
            JsonObject entry = entry(path);
            entry.add("sha", JsonNull.INSTANCE);
            entries.add(entry);
        }
        Map<String, byte[]> inline = new LinkedHashMap<>();
        long bytes = 0;
        for (Map.Entry<String, byte[]> file : additions.entrySet()) {
            byte[] content = file.getValue();
            if (content.length > MOST_BYTES) {
                JsonObject entry = entry(file.getKey());
                entry.addProperty("sha", createBlob(content));
                entries.add(entry);
                continue;
            }
            if (bytes + content.length > MOST_BYTES || entries.size() + inline.size() >= MOST_FILES) {
                tree = Optional.of(createTree(tree, entries, inline));
                entries.clear();
                inline.clear();
                bytes = 0;
            }
            inline.put(file.getKey(), content);
            bytes += content.length;
        }
        return entries.isEmpty() && inline.isEmpty() && tree.isPresent()
                ? tree.get()
                : createTree(tree, entries, inline);
    }

    private String createTree(Optional<String> base, List<JsonObject> entries, Map<String, byte[]> inline)
            throws ArtifactStoreException {
        JsonArray all = new JsonArray();
        entries.forEach(all::add);
        inline.forEach((path, content) -> {
            JsonObject entry = entry(path);
            entry.addProperty("content", new String(content, StandardCharsets.UTF_8));
            all.add(entry);
        });
        JsonObject body = new JsonObject();
        base.ifPresent(tree -> body.addProperty("base_tree", tree));
        body.add("tree", all);
        String asked = "make a tree with " + all.size() + " changes in " + server.fullName();
        return sha(transport.repeatable(asked, post(body, "git", "trees"), true));
    }

    private static JsonObject entry(String path) {
        JsonObject entry = new JsonObject();
        entry.addProperty("path", path);
        entry.addProperty("mode", "100644");
        entry.addProperty("type", "blob");
        return entry;
    }

    private String createBlob(byte[] content) throws ArtifactStoreException {
        JsonObject body = new JsonObject();
        body.addProperty("content", Base64.getEncoder().encodeToString(content));
        body.addProperty("encoding", "base64");
        String asked = "take a blob of " + content.length + " bytes into " + server.fullName();
        return sha(transport.repeatable(asked, post(body, "git", "blobs"), true));
    }

    private String createCommit(String tree, List<String> parents, String message) throws ArtifactStoreException {
        JsonArray before = new JsonArray();
        parents.forEach(before::add);
        JsonObject body = new JsonObject();
        body.addProperty("message", message);
        body.addProperty("tree", tree);
        body.add("parents", before);
        return sha(transport.repeatable("make a commit in " + server.fullName(), post(body, "git", "commits"), true));
    }

    private String sha(Reply reply) throws ArtifactStoreException {
        if (!reply.ok()) {
            throw transport.refusal(reply);
        }
        return reply.object().get("sha").getAsString();
    }

    private Optional<Reply> sent(String asked, Request request) throws ArtifactStoreException {
        try {
            return Optional.of(transport.untilTaken(asked, request, true));
        } catch (IOException e) {
            // whether it was done is asked of the branch itself
            return Optional.empty();
        }
    }

    private Request get(HttpUrl.Builder url) {
        return new Request.Builder().url(url.build()).build();
    }

    private Request post(JsonObject body, String... segments) {
        return new Request.Builder()
                .url(server.repository(segments).build())
                .post(RequestBody.create(body.toString(), JSON))
                .build();
    }
}
