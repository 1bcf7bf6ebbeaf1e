package org.trunkline.store.github.internal.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.trunkline.sync.ArtifactStoreException;

/** The two things that GraphQL does in one request and REST does not: many blobs at once, and a whole commit. */
final class GraphQl {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final String COMMIT =
            "mutation($input:CreateCommitOnBranchInput!){createCommitOnBranch(input:$input){commit{oid}}}";

    private static final String BLOB = "...on Blob{oid text isTruncated isBinary}";

    private final Transport transport;
    private final GitHubServer server;
    private volatile boolean missing;
    private volatile Instant closedUntil = Instant.MIN;

    GraphQl(Transport transport, GitHubServer server) {
        this.transport = transport;
        this.server = server;
    }

    /** What became of an attempt to commit. */
    enum Outcome {
        DONE,
        LOST_RACE,
        /** The server cannot commit this way: it is too old, or the batch too large for it. */
        NOT_THIS_WAY,
        /** No whole answer came: it may be done or not. */
        UNKNOWN
    }

    static final class Commit {
        private final Outcome outcome;
        private final String sha;

        private Commit(Outcome outcome, String sha) {
            this.outcome = outcome;
            this.sha = sha;
        }

        Outcome outcome() {
            return outcome;
        }

        String sha() {
            return sha;
        }
    }

    /** Whether this server is known to lack GraphQL, or its own limit is reached: then REST does it, which has another. */
    boolean missing() {
        return missing || transport.clock().instant().isBefore(closedUntil);
    }

    /** Whether an answer says that GraphQL's limit is reached; if so, nothing is asked of it until that begins anew. */
    private boolean limited(Reply reply) throws ArtifactStoreException {
        boolean limited = reply.usesUp("graphql") && !reply.ok() || reply.ok() && saysLimited(reply.object());
        if (limited) {
            Instant now = transport.clock().instant();
            closedUntil = now.plus(reply.untilReset(now));
        }
        return limited;
    }

    private static boolean saysLimited(JsonObject answer) {
        // with HTTP 200, as GraphQL does; the secondary limit is one for both, and REST must not go on
        String words = (firstError(answer, "type") + " " + firstError(answer, "message")).toLowerCase(Locale.ROOT);
        return (words.contains("rate_limit") || words.contains("rate limit")) && !words.contains("secondary");
    }

    /**
     * The text blobs among those asked for that came back whole, by their names.
     *
     * @return empty if the server gave up on the batch or has no GraphQL
     */
    Optional<Map<String, byte[]>> blobs(List<String> blobs) throws ArtifactStoreException {
        if (missing()) {
            return Optional.empty();
        }
        StringBuilder query =
                new StringBuilder("query($owner:String!,$name:String!){repository(owner:$owner,name:$name){");
        for (int i = 0; i < blobs.size(); i++) {
            query.append('b')
                    .append(i)
                    .append(":object(oid:\"")
                    .append(blobs.get(i))
                    .append("\"){")
                    .append(BLOB)
                    .append('}');
        }
        query.append("}}");
        String asked = "read " + blobs.size() + " blobs of " + server.fullName() + " by GraphQL";
        Optional<JsonObject> answer = repository(asked, query.toString(), repositoryVariables());
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        JsonObject repository = answer.get();
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (int i = 0; i < blobs.size(); i++) {
            Optional<byte[]> text =
                    object(repository, "b" + i).filter(b -> b.has("oid")).flatMap(GraphQl::whole);
            if (text.isPresent()) {
                found.put(blobs.get(i), text.get());
            }
        }
        return Optional.of(found);
    }

    /**
     * The repository, and where a branch is.
     *
     * @param branch empty for the default branch
     * @return empty if the server gave up or has no GraphQL
     */
    Optional<RepositoryFacts> repository(Optional<String> branch) throws ArtifactStoreException {
        if (missing()) {
            return Optional.empty();
        }
        JsonObject variables = repositoryVariables();
        branch.ifPresent(name -> variables.addProperty("ref", "refs/heads/" + name));
        String query = "query($owner:String!,$name:String!" + (branch.isPresent() ? ",$ref:String!" : "")
                + "){repository(owner:$owner,name:$name){nameWithOwner isPrivate"
                + " defaultBranchRef{name target{oid}}"
                + (branch.isPresent() ? " ref(qualifiedName:$ref){target{oid}}" : "") + "}}";
        Optional<JsonObject> answer = repository("look at repository " + server.fullName(), query, variables);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        JsonObject repository = answer.get();
        Optional<JsonObject> defaultBranch = object(repository, "defaultBranchRef");
        if (defaultBranch.isEmpty()) {
            // a repository without any commit names its default branch over REST only
            return Optional.empty();
        }
        Optional<JsonObject> ref = branch.isPresent() ? object(repository, "ref") : defaultBranch;
        return Optional.of(new RepositoryFacts(
                repository.get("nameWithOwner").getAsString(),
                repository.get("isPrivate").getAsBoolean(),
                defaultBranch.get().get("name").getAsString(),
                ref.flatMap(r -> object(r, "target"))
                        .map(target -> target.get("oid").getAsString())));
    }

    private static Optional<JsonObject> object(JsonObject from, String member) {
        JsonElement element = from.get(member);
        return element != null && element.isJsonObject() ? Optional.of(element.getAsJsonObject()) : Optional.empty();
    }

    /**
     * The branch's commit and the files at some paths in it: all of one commit, however the branch moves meanwhile.
     *
     * @return empty if the server gave up or has no GraphQL, or if a file did not come whole
     */
    Optional<BranchFiles> latest(String branch, List<String> paths) throws ArtifactStoreException {
        if (missing()) {
            return Optional.empty();
        }
        StringBuilder parameters = new StringBuilder("$owner:String!,$name:String!,$ref:String!");
        StringBuilder fields = new StringBuilder("oid");
        JsonObject variables = repositoryVariables();
        variables.addProperty("ref", "refs/heads/" + branch);
        for (int i = 0; i < paths.size(); i++) {
            parameters.append(",$p").append(i).append(":String!");
            fields.append(" f")
                    .append(i)
                    .append(":file(path:$p")
                    .append(i)
                    .append("){object{")
                    .append(BLOB)
                    .append("}}");
            variables.addProperty("p" + i, paths.get(i));
        }
        String asked = "read " + paths + " of branch " + branch + " of " + server.fullName();
        String query = "query(" + parameters
                + "){repository(owner:$owner,name:$name){ref(qualifiedName:$ref){target{...on Commit{" + fields
                + "}}}}}";
        Optional<JsonObject> repository = repository(asked, query, variables);
        if (repository.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonObject> commit = object(repository.get(), "ref").flatMap(ref -> object(ref, "target"));
        if (commit.isEmpty()) {
            return Optional.of(new BranchFiles(Optional.empty(), Map.of()));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            Optional<JsonObject> blob = object(commit.get(), "f" + i)
                    .flatMap(entry -> object(entry, "object"))
                    .filter(b -> b.has("oid"));
            if (blob.isPresent()) {
                Optional<byte[]> text = whole(blob.get());
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                files.put(paths.get(i), text.get());
            }
        }
        String oid = commit.get().get("oid").getAsString();
        return Optional.of(new BranchFiles(Optional.of(oid), files));
    }

    /**
     * The file at a path in some commits, by commit; those that did not come whole are not in the answer, those that are
     * not there are empty.
     *
     * @return empty if the server gave up or has no GraphQL
     */
    Optional<Map<String, Optional<byte[]>>> files(String path, List<String> commits) throws ArtifactStoreException {
        if (missing()) {
            return Optional.empty();
        }
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < commits.size(); i++) {
            fields.append(" c").append(i).append(":object(oid:\"").append(commits.get(i));
            fields.append("\"){...on Commit{oid file(path:$path){object{")
                    .append(BLOB)
                    .append("}}}}");
        }
        JsonObject variables = repositoryVariables();
        variables.addProperty("path", path);
        String asked = "read " + path + " in " + commits.size() + " commits of " + server.fullName();
        String query = "query($owner:String!,$name:String!,$path:String!){repository(owner:$owner,name:$name){" + fields
                + "}}";
        Optional<JsonObject> repository = repository(asked, query, variables);
        if (repository.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Optional<byte[]>> files = new LinkedHashMap<>();
        for (int i = 0; i < commits.size(); i++) {
            Optional<JsonObject> commit = object(repository.get(), "c" + i).filter(c -> c.has("oid"));
            if (commit.isEmpty()) {
                continue;
            }
            Optional<JsonObject> blob = object(commit.get(), "file")
                    .flatMap(entry -> object(entry, "object"))
                    .filter(b -> b.has("oid"));
            Optional<byte[]> text = blob.flatMap(GraphQl::whole);
            if (blob.isEmpty() || text.isPresent()) {
                files.put(commits.get(i), text);
            }
        }
        return Optional.of(files);
    }

    private JsonObject repositoryVariables() {
        JsonObject variables = new JsonObject();
        variables.addProperty("owner", server.owner());
        variables.addProperty("name", server.name());
        return variables;
    }

    /** What a query says of the repository; empty if the server gave up or has no GraphQL. */
    private Optional<JsonObject> repository(String asked, String query, JsonObject variables)
            throws ArtifactStoreException {
        Reply reply = transport.repeatable(asked, request(query, variables), false);
        if (reply.status() == 404) {
            missing = true;
            return Optional.empty();
        }
        if (reply.status() >= 500 || limited(reply)) {
            return Optional.empty();
        }
        JsonObject answer = answer(reply);
        JsonElement data = answer.get("data");
        if (data == null
                || !data.isJsonObject()
                || !data.getAsJsonObject().has("repository")
                || !data.getAsJsonObject().get("repository").isJsonObject()) {
            if (gaveUp(answer)) {
                return Optional.empty();
            }
            throw refusal(asked, answer);
        }
        return Optional.of(data.getAsJsonObject().getAsJsonObject("repository"));
    }

    /** GitHub cuts text at 512,000 bytes, and gives none for what is not UTF-8. */
    private static Optional<byte[]> whole(JsonObject blob) {
        boolean cut = blob.get("isTruncated").getAsBoolean();
        JsonElement text = blob.get("text");
        if (cut || text == null || text.isJsonNull()) {
            return Optional.empty();
        }
        byte[] bytes = text.getAsString().getBytes(StandardCharsets.UTF_8);
        return Optional.of(bytes)
                .filter(b -> BlobName.of(b).equals(blob.get("oid").getAsString()));
    }

    Commit commit(
            String branch, String expectedHead, String message, Map<String, byte[]> additions, Set<String> deletions)
            throws ArtifactStoreException {
        if (missing()) {
            return new Commit(Outcome.NOT_THIS_WAY, null);
        }
        String asked = "commit " + (additions.size() + deletions.size()) + " files to branch " + branch + " of "
                + server.fullName();
        Reply reply;
        try {
            reply = transport.untilTaken(
                    asked, request(COMMIT, commitInput(branch, expectedHead, message, additions, deletions)), true);
        } catch (IOException e) {
            return new Commit(Outcome.UNKNOWN, null);
        }
        if (reply.status() == 404) {
            missing = true;
            return new Commit(Outcome.NOT_THIS_WAY, null);
        }
        if (reply.status() >= 500) {
            return new Commit(Outcome.UNKNOWN, null);
        }
        if (reply.status() == 422 || reply.status() == 413 || limited(reply)) {
            return new Commit(Outcome.NOT_THIS_WAY, null);
        }
        JsonObject answer = answer(reply);
        if (!answer.has("errors")) {
            String sha = answer.getAsJsonObject("data")
                    .getAsJsonObject("createCommitOnBranch")
                    .getAsJsonObject("commit")
                    .get("oid")
                    .getAsString();
            return new Commit(Outcome.DONE, sha);
        }
        return failed(asked, answer);
    }

    private Commit failed(String asked, JsonObject answer) throws ArtifactStoreException {
        String type = firstError(answer, "type");
        String text = firstError(answer, "message");
        if (type.equals("STALE_DATA")
                || text.contains("Expected branch to point to")
                || text.contains("for deletion which does not exist")) {
            return new Commit(Outcome.LOST_RACE, null);
        }
        if (text.contains("createCommitOnBranch") && text.contains("exist")
                || text.contains("CreateCommitOnBranchInput")) {
            missing = true;
            return new Commit(Outcome.NOT_THIS_WAY, null);
        }
        if (gaveUp(answer)) {
            return new Commit(Outcome.UNKNOWN, null);
        }
        throw refusal(asked, answer);
    }

    /** Whether GitHub began and did not end: it says so in words of its own, also with HTTP 200. */
    private static boolean gaveUp(JsonObject answer) {
        String type = firstError(answer, "type");
        String text = firstError(answer, "message");
        return text.contains("Something went wrong")
                || text.contains("timeout")
                || text.contains("timed out")
                || type.equals("INTERNAL")
                || type.equals("SERVICE_UNAVAILABLE")
                || type.endsWith("_LIMITS_EXCEEDED")
                || type.endsWith("_LIMIT_EXCEEDED");
    }

    private JsonObject commitInput(
            String branch, String expectedHead, String message, Map<String, byte[]> additions, Set<String> deletions) {
        JsonObject target = new JsonObject();
        target.addProperty("repositoryNameWithOwner", server.fullName());
        target.addProperty("branchName", branch);
        JsonObject words = new JsonObject();
        int end = message.indexOf('\n');
        words.addProperty("headline", end < 0 ? message : message.substring(0, end));
        words.addProperty("body", end < 0 ? "" : message.substring(end).trim());
        JsonArray added = new JsonArray();
        for (Map.Entry<String, byte[]> addition : additions.entrySet()) {
            JsonObject file = new JsonObject();
            file.addProperty("path", addition.getKey());
            file.addProperty("contents", Base64.getEncoder().encodeToString(addition.getValue()));
            added.add(file);
        }
        JsonArray deleted = new JsonArray();
        for (String path : deletions) {
            JsonObject file = new JsonObject();
            file.addProperty("path", path);
            deleted.add(file);
        }
        JsonObject changes = new JsonObject();
        changes.add("additions", added);
        changes.add("deletions", deleted);
        JsonObject input = new JsonObject();
        input.add("branch", target);
        input.addProperty("expectedHeadOid", expectedHead);
        input.add("message", words);
        input.add("fileChanges", changes);
        JsonObject variables = new JsonObject();
        variables.add("input", input);
        return variables;
    }

    private Request request(String query, JsonObject variables) {
        JsonObject body = new JsonObject();
        body.addProperty("query", query);
        body.add("variables", variables);
        return new Request.Builder()
                .url(server.graphQl())
                .post(RequestBody.create(body.toString(), JSON))
                .build();
    }

    private JsonObject answer(Reply reply) throws ArtifactStoreException {
        if (!reply.ok() || reply.limitedFor(transport.clock().instant()).isPresent()) {
            throw transport.refusal(reply);
        }
        return reply.object();
    }

    private ArtifactStoreException refusal(String asked, JsonObject answer) {
        return ArtifactStoreException.rejected("Asked GitHub to " + asked + ", it refused: "
                + firstError(answer, "message") + " (" + firstError(answer, "type")
                + "). Check [store.github] repository and branch, that the token may see the repository and, to write,"
                + " has the permission contents: write, and that no rule protects the branch.");
    }

    private static String firstError(JsonObject answer, String member) {
        return Reply.firstError(answer)
                .map(error -> error.get(member))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .orElse("");
    }
}
