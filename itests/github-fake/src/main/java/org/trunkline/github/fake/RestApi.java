package org.trunkline.github.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The REST calls on one repository, with GitHub's limits: listings of at most 1,000 files, JSON content up to 1 MB,
 * comparisons of at most 300 files and 250 commits, trees that come truncated, big trees that time out.
 */
final class RestApi {

    private static final int LISTING_LIMIT = 1_000;
    private static final int JSON_CONTENT_LIMIT = 1_000_000;
    private static final int RAW_CONTENT_LIMIT = 100_000_000;
    private static final int COMPARED_FILES = 300;
    private static final int COMPARED_COMMITS = 250;
    private static final int TREE_ENTRIES = 100_000;

    private final FakeRepository repository;
    private final String archiveHost;

    RestApi(FakeRepository repository, String archiveHost) {
        this.repository = repository;
        this.archiveHost = archiveHost;
    }

    /** Answers a request below {@code /repos/owner/name}. */
    FakeResponse answer(FakeRequest request, List<String> path, FakeBranchView branches) {
        String resource = path.isEmpty() ? "" : path.get(0);
        String call = request.method() + " " + resource
                + (path.size() > 1 && resource.equals("git") ? "/" + path.get(1) : "");
        if (repository.empty() && call.contains(" git/")) {
            throw new GitHubAnswer(409, "Git Repository is empty.");
        }
        return switch (call) {
            case "GET " -> FakeResponse.json(200, repository.describe());
            case "GET git/ref" -> ref(String.join("/", path.subList(2, path.size())), branches);
            case "POST git/refs" -> createRef(request.json());
            case "PATCH git/refs" -> moveRef(String.join("/", path.subList(2, path.size())), request.json());
            case "GET git/commits" -> FakeResponse.json(200, gitCommit(existing(path.get(2), "commit")));
            case "POST git/commits" -> createCommit(request.json());
            case "GET git/trees" -> tree(path.get(2), request, branches);
            case "POST git/trees" -> createTree(request);
            case "GET git/blobs" -> blob(path.get(2), request);
            case "POST git/blobs" -> createBlob(request.json());
            case "GET contents" -> contents(String.join("/", path.subList(1, path.size())), request, branches);
            case "PUT contents" -> putContents(String.join("/", path.subList(1, path.size())), request.json());
            case "DELETE contents" -> deleteContents(String.join("/", path.subList(1, path.size())), request.json());
            case "GET commits" ->
                path.size() > 1
                        ? FakeResponse.json(
                                200, commit(resolve(String.join("/", path.subList(1, path.size())), branches)))
                        : commits(request, branches);
            case "GET compare" -> compare(String.join("/", path.subList(1, path.size())), request, branches);
            case "GET tarball" ->
                tarball(path.size() > 1 ? String.join("/", path.subList(1, path.size())) : "", branches);
            default -> throw GitHubAnswer.notFound();
        };
    }

    private GitRepository git() {
        return repository.git();
    }

    private ObjectId resolve(String ref, FakeBranchView branches) {
        String name = ref.isEmpty() ? repository.defaultBranch() : ref.replaceFirst("^(refs/)?heads/", "");
        Optional<ObjectId> branch = branches.head(name);
        if (branch.isPresent()) {
            return branch.get();
        }
        if (ref.matches("[0-9a-f]{40}")) {
            return existing(ref, "commit");
        }
        throw new GitHubAnswer(
                repository.empty() ? 409 : 404,
                repository.empty() ? "Git Repository is empty." : "No commit found for the ref " + ref);
    }

    private ObjectId existing(String sha, String type) {
        try {
            ObjectId id = ObjectId.fromString(sha);
            if (!repository.isCollected(id)
                    && git().type(id).filter(type::equals).isPresent()) {
                return id;
            }
        } catch (InvalidObjectIdException e) {
            throw GitHubAnswer.invalid("The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
        }
        throw GitHubAnswer.notFound();
    }

    private FakeResponse ref(String name, FakeBranchView branches) {
        if (!name.startsWith("heads/")) {
            throw GitHubAnswer.notFound();
        }
        ObjectId head = branches.head(name.substring("heads/".length())).orElseThrow(GitHubAnswer::notFound);
        return FakeResponse.json(200, refJson("refs/" + name, head));
    }

    private JsonObject refJson(String name, ObjectId head) {
        JsonObject target = new JsonObject();
        target.addProperty("type", "commit");
        target.addProperty("sha", head.name());
        target.addProperty("url", repository.url("/git/commits/" + head.name()));
        JsonObject ref = new JsonObject();
        ref.addProperty("ref", name);
        ref.addProperty("node_id", nodeId(name));
        ref.addProperty("url", repository.url("/git/" + name));
        ref.add("object", target);
        return ref;
    }

    private FakeResponse createRef(JsonObject body) {
        String name = text(body, "ref");
        ObjectId target = existing(text(body, "sha"), "commit");
        if (!name.startsWith("refs/heads/")) {
            throw GitHubAnswer.invalid("Reference name must start with 'refs/heads/'");
        }
        if (!repository.moveBranch(name.substring("refs/heads/".length()), null, target)) {
            throw GitHubAnswer.invalid("Reference already exists");
        }
        return FakeResponse.json(201, refJson(name, target));
    }

    private FakeResponse moveRef(String name, JsonObject body) {
        ObjectId target = existing(text(body, "sha"), "commit");
        boolean force = body.has("force") && body.get("force").getAsBoolean();
        String branch = name.substring("heads/".length());
        ObjectId head = git().branch(branch).orElseThrow(() -> GitHubAnswer.invalid("Reference does not exist"));
        if (!force && !git().isAncestor(head, target)) {
            throw GitHubAnswer.invalid("Update is not a fast forward");
        }
        if (!repository.moveBranch(branch, head, target)) {
            throw GitHubAnswer.invalid("Update is not a fast forward");
        }
        return FakeResponse.json(200, refJson("refs/" + name, target));
    }

    private JsonObject person(RevCommit commit) {
        JsonObject person = new JsonObject();
        person.addProperty("name", commit.getCommitterIdent().getName());
        person.addProperty("email", commit.getCommitterIdent().getEmailAddress());
        person.addProperty("date", commit.getCommitterIdent().getWhenAsInstant().toString());
        return person;
    }

    private JsonObject gitCommit(ObjectId id) {
        RevCommit commit = git().commit(id);
        JsonObject json = new JsonObject();
        json.addProperty("sha", id.name());
        json.addProperty("node_id", nodeId(id.name()));
        json.addProperty("url", repository.url("/git/commits/" + id.name()));
        json.addProperty("html_url", repository.url("/commit/" + id.name()));
        json.add("author", person(commit));
        json.add("committer", person(commit));
        json.addProperty("message", commit.getFullMessage());
        json.add("tree", shaAndUrl(commit.getTree(), "/git/trees/"));
        JsonArray parents = new JsonArray();
        for (RevCommit parent : commit.getParents()) {
            JsonObject one = shaAndUrl(parent, "/git/commits/");
            one.addProperty("html_url", repository.url("/commit/" + parent.name()));
            parents.add(one);
        }
        json.add("parents", parents);
        json.add("verification", verification());
        return json;
    }

    private JsonObject verification() {
        JsonObject verification = new JsonObject();
        verification.addProperty("verified", false);
        verification.addProperty("reason", "unsigned");
        verification.add("signature", JsonNull.INSTANCE);
        verification.add("payload", JsonNull.INSTANCE);
        verification.add("verified_at", JsonNull.INSTANCE);
        return verification;
    }

    private JsonObject shaAndUrl(ObjectId id, String path) {
        JsonObject json = new JsonObject();
        json.addProperty("sha", id.name());
        json.addProperty("url", repository.url(path + id.name()));
        return json;
    }

    private FakeResponse createCommit(JsonObject body) {
        ObjectId tree = existing(text(body, "tree"), "tree");
        List<ObjectId> parents = new ArrayList<>();
        if (body.has("parents")) {
            body.getAsJsonArray("parents").forEach(p -> parents.add(existing(p.getAsString(), "commit")));
        }
        return FakeResponse.json(
                201, gitCommit(git().insertCommit(tree, parents, text(body, "message"), repository.now())));
    }

    private FakeResponse tree(String ref, FakeRequest request, FakeBranchView branches) {
        ObjectId tree = ref.matches("[0-9a-f]{40}")
                        && !repository.isCollected(ObjectId.fromString(ref))
                        && git().type(ObjectId.fromString(ref))
                                .filter("tree"::equals)
                                .isPresent()
                ? ObjectId.fromString(ref)
                : git().commit(resolve(ref, branches)).getTree();
        List<GitRepository.Entry> all = git().entries(tree, request.query().containsKey("recursive"));
        int limit = branches.truncatesTrees() ? Math.max(1, all.size() / 2) : TREE_ENTRIES;
        JsonArray entries = treeEntries(all.subList(0, Math.min(all.size(), limit)));
        JsonObject json = shaAndUrl(tree, "/git/trees/");
        json.add("tree", entries);
        json.addProperty("truncated", all.size() > limit);
        return FakeResponse.json(200, json);
    }

    private JsonArray treeEntries(List<GitRepository.Entry> all) {
        Map<ObjectId, Long> sizes = git().blobSizes(all.stream()
                .filter(entry -> entry.mode() != FileMode.TREE)
                .map(GitRepository.Entry::id)
                .toList());
        JsonArray entries = new JsonArray();
        all.forEach(entry -> entries.add(treeEntry(entry, sizes)));
        return entries;
    }

    private JsonObject treeEntry(GitRepository.Entry entry, Map<ObjectId, Long> sizes) {
        boolean folder = entry.mode() == FileMode.TREE;
        JsonObject json = new JsonObject();
        json.addProperty("path", entry.path());
        json.addProperty("mode", folder ? "040000" : "100644");
        json.addProperty("type", folder ? "tree" : "blob");
        json.addProperty("sha", entry.id().name());
        if (!folder) {
            json.addProperty("size", sizes.get(entry.id()));
        }
        json.addProperty(
                "url",
                repository.url(
                        (folder ? "/git/trees/" : "/git/blobs/") + entry.id().name()));
        return json;
    }

    private FakeResponse createTree(FakeRequest request) {
        JsonObject body = request.json();
        JsonArray asked = body.getAsJsonArray("tree");
        if (asked == null || asked.isEmpty()) {
            throw GitHubAnswer.invalid("Invalid tree info");
        }
        long inline = 0;
        List<GitRepository.Entry> additions = new ArrayList<>();
        List<String> removals = new ArrayList<>();
        for (JsonElement element : asked) {
            JsonObject entry = element.getAsJsonObject();
            String path = text(entry, "path");
            if (entry.has("content")) {
                byte[] content = entry.get("content").getAsString().getBytes(StandardCharsets.UTF_8);
                inline += content.length;
                additions.add(new GitRepository.Entry(path, FileMode.REGULAR_FILE, git().insertBlob(content)));
            } else if (entry.has("sha") && entry.get("sha").isJsonNull()) {
                removals.add(path);
            } else {
                boolean folder = text(entry, "mode").equals("040000");
                ObjectId id = existing(text(entry, "sha"), folder ? "tree" : "blob");
                additions.add(new GitRepository.Entry(path, folder ? FileMode.TREE : FileMode.REGULAR_FILE, id));
            }
        }
        repository.refuseWhatTimesOut(inline, asked.size());
        Optional<ObjectId> base =
                body.has("base_tree") && !body.get("base_tree").isJsonNull()
                        ? Optional.of(treeOf(text(body, "base_tree")))
                        : Optional.empty();
        ObjectId tree = git().tree(base, additions, removals);
        JsonArray entries = treeEntries(git().entries(tree, false));
        JsonObject json = shaAndUrl(tree, "/git/trees/");
        json.add("tree", entries);
        json.addProperty("truncated", false);
        return FakeResponse.json(201, json);
    }

    private ObjectId treeOf(String sha) {
        ObjectId id = ObjectId.fromString(sha);
        return git().type(id).filter("commit"::equals).isPresent()
                ? git().commit(id).getTree()
                : existing(sha, "tree");
    }

    private FakeResponse blob(String sha, FakeRequest request) {
        ObjectId id = existing(sha, "blob");
        byte[] bytes = git().blob(id);
        if (bytes.length > RAW_CONTENT_LIMIT) {
            throw new GitHubAnswer(403, "This API returns blobs up to 100 MB in size.");
        }
        if (request.wantsRaw()) {
            return FakeResponse.raw(bytes);
        }
        JsonObject json = shaAndUrl(id, "/git/blobs/");
        json.addProperty("node_id", nodeId(sha));
        json.addProperty("size", bytes.length);
        json.addProperty("encoding", "base64");
        json.addProperty("content", Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes));
        return FakeResponse.json(200, json);
    }

    private FakeResponse createBlob(JsonObject body) {
        boolean base64 = body.has("encoding") && text(body, "encoding").equals("base64");
        String content = text(body, "content");
        ObjectId id = git().insertBlob(base64 ? decoded(content) : content.getBytes(StandardCharsets.UTF_8));
        return FakeResponse.json(201, shaAndUrl(id, "/git/blobs/"));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw GitHubAnswer.invalid("content is not valid Base64");
        }
    }

    private FakeResponse contents(String path, FakeRequest request, FakeBranchView branches) {
        ObjectId tree =
                git().commit(resolve(request.query("ref", ""), branches)).getTree();
        GitRepository.Entry entry = git().at(tree, path).orElseThrow(GitHubAnswer::notFound);
        if (entry.mode() == FileMode.TREE) {
            JsonArray listing = new JsonArray();
            git().entries(entry.id(), false).stream()
                    .limit(LISTING_LIMIT)
                    .forEach(e -> listing.add(content(
                            new GitRepository.Entry(
                                    path.isEmpty() ? e.path() : path + "/" + e.path(), e.mode(), e.id()),
                            Optional.empty())));
            return FakeResponse.json(200, listing);
        }
        byte[] bytes = git().blob(entry.id());
        if (bytes.length > RAW_CONTENT_LIMIT) {
            throw new GitHubAnswer(403, "This API returns blobs up to 100 MB in size.");
        }
        return request.wantsRaw()
                ? FakeResponse.raw(bytes)
                : FakeResponse.json(200, content(entry, Optional.of(bytes)));
    }

    private JsonObject content(GitRepository.Entry entry, Optional<byte[]> bytes) {
        boolean folder = entry.mode() == FileMode.TREE;
        JsonObject json = new JsonObject();
        json.addProperty("type", folder ? "dir" : "file");
        json.addProperty("size", folder ? 0 : git().blobSize(entry.id()));
        json.addProperty("name", entry.path().substring(entry.path().lastIndexOf('/') + 1));
        json.addProperty("path", entry.path());
        json.addProperty("sha", entry.id().name());
        json.addProperty("url", repository.url("/contents/" + entry.path()));
        json.addProperty("git_url", repository.url("/git/blobs/" + entry.id().name()));
        json.addProperty("html_url", repository.url("/blob/" + entry.path()));
        json.addProperty("download_url", repository.url("/raw/" + entry.path()));
        if (bytes.isPresent()) {
            boolean small = bytes.get().length <= JSON_CONTENT_LIMIT;
            json.addProperty("encoding", small ? "base64" : "none");
            json.addProperty(
                    "content",
                    small ? Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes.get()) : "");
        }
        JsonObject links = new JsonObject();
        links.addProperty("self", repository.url("/contents/" + entry.path()));
        links.addProperty("git", repository.url("/git/blobs/" + entry.id().name()));
        links.addProperty("html", repository.url("/blob/" + entry.path()));
        json.add("_links", links);
        return json;
    }

    private FakeResponse putContents(String path, JsonObject body) {
        byte[] bytes = decoded(text(body, "content"));
        return changeContents(path, body, current -> {
            if (current.isPresent() && !body.has("sha")) {
                throw GitHubAnswer.invalid("Invalid request.\n\n\"sha\" wasn't supplied.");
            }
            return List.of(new GitRepository.Entry(path, FileMode.REGULAR_FILE, git().insertBlob(bytes)));
        });
    }

    private FakeResponse deleteContents(String path, JsonObject body) {
        return changeContents(path, body, current -> {
            if (current.isEmpty()) {
                throw GitHubAnswer.notFound();
            }
            return List.of();
        });
    }

    private FakeResponse changeContents(
            String path, JsonObject body, Function<Optional<GitRepository.Entry>, List<GitRepository.Entry>> change) {
        String branch = body.has("branch") ? text(body, "branch") : repository.defaultBranch();
        Optional<ObjectId> head = git().branch(branch);
        if (head.isEmpty() && !repository.empty()) {
            throw new GitHubAnswer(404, "Branch " + branch + " not found");
        }
        Optional<ObjectId> base = head.map(h -> git().commit(h).getTree());
        Optional<GitRepository.Entry> current = base.flatMap(b -> git().at(b, path));
        List<GitRepository.Entry> additions = change.apply(current);
        if (body.has("sha")
                && current.filter(c -> c.id().name().equals(text(body, "sha"))).isEmpty()) {
            throw new GitHubAnswer(409, path + " does not match " + text(body, "sha"));
        }
        repository.pauseBetweenReadAndWrite();
        ObjectId tree = git().tree(base, additions, additions.isEmpty() ? List.of(path) : List.of());
        ObjectId commit =
                git().insertCommit(tree, head.map(List::of).orElse(List.of()), text(body, "message"), repository.now());
        if (!repository.moveBranch(branch, head.orElse(null), commit)) {
            throw new GitHubAnswer(
                    409,
                    "is at " + git().branch(branch).map(ObjectId::name).orElse("") + " but expected "
                            + head.map(ObjectId::name).orElse(""));
        }
        JsonObject json = new JsonObject();
        json.add("content", additions.isEmpty() ? JsonNull.INSTANCE : content(additions.get(0), Optional.empty()));
        json.add("commit", gitCommit(commit));
        return FakeResponse.json(current.isPresent() ? 200 : 201, json);
    }

    private JsonObject commit(ObjectId id) {
        JsonObject inner = gitCommit(id);
        JsonObject nested = new JsonObject();
        for (String member : Set.of("author", "committer", "message", "tree", "verification")) {
            nested.add(member, inner.get(member));
        }
        nested.addProperty("url", repository.url("/git/commits/" + id.name()));
        nested.addProperty("comment_count", 0);
        JsonObject json = new JsonObject();
        json.addProperty("sha", id.name());
        json.addProperty("node_id", nodeId(id.name()));
        json.add("commit", nested);
        json.addProperty("url", repository.url("/commits/" + id.name()));
        json.addProperty("html_url", repository.url("/commit/" + id.name()));
        json.addProperty("comments_url", repository.url("/commits/" + id.name() + "/comments"));
        json.add("author", new JsonObject());
        json.add("committer", new JsonObject());
        json.add("parents", inner.get("parents"));
        return json;
    }

    private FakeResponse commits(FakeRequest request, FakeBranchView branches) {
        ObjectId start = resolve(request.query("sha", ""), branches);
        int perPage = Math.min(100, Integer.parseInt(request.query("per_page", "30")));
        int page = Integer.parseInt(request.query("page", "1"));
        String path = request.query("path", "");
        List<RevCommit> log = git().log(start, Optional.empty());
        List<ObjectId> touching = new ArrayList<>();
        for (RevCommit commit : log) {
            ObjectId now = path.isEmpty() ? commit.getTree() : at(commit, path);
            ObjectId before = commit.getParentCount() == 0
                    ? null
                    : path.isEmpty() ? null : at(git().commit(commit.getParent(0)), path);
            boolean touched = path.isEmpty() || !java.util.Objects.equals(now, before);
            if (touched) {
                touching.add(commit);
            }
        }
        JsonArray json = new JsonArray();
        touching.stream().skip((long) (page - 1) * perPage).limit(perPage).forEach(c -> json.add(commit(c)));
        FakeResponse answer = FakeResponse.json(200, json);
        return (long) page * perPage < touching.size()
                ? answer.with("Link", "<" + repository.url("/commits?page=" + (page + 1)) + ">; rel=\"next\"")
                : answer;
    }

    private ObjectId at(RevCommit commit, String path) {
        return git().at(commit.getTree(), path).map(GitRepository.Entry::id).orElse(null);
    }

    private FakeResponse compare(String basehead, FakeRequest request, FakeBranchView branches) {
        String[] ends = basehead.split("\\.\\.\\.", 2);
        if (ends.length < 2) {
            throw GitHubAnswer.notFound();
        }
        ObjectId base = resolve(ends[0], branches);
        ObjectId head = resolve(ends[1], branches);
        List<RevCommit> ahead = git().log(head, Optional.of(base));
        List<RevCommit> behind = git().log(base, Optional.of(head));
        ObjectId mergeBase = behind.isEmpty() ? base : ahead.isEmpty() ? head : base;
        int page = Integer.parseInt(request.query("page", "1"));
        JsonArray commits = new JsonArray();
        List<RevCommit> oldestFirst = new ArrayList<>(ahead);
        java.util.Collections.reverse(oldestFirst);
        oldestFirst.stream()
                .skip((long) (page - 1) * COMPARED_COMMITS)
                .limit(COMPARED_COMMITS)
                .forEach(c -> commits.add(commit(c)));
        JsonArray files = new JsonArray();
        if (page == 1) {
            git().changes(git().commit(mergeBase).getTree(), git().commit(head).getTree()).stream()
                    .limit(COMPARED_FILES)
                    .forEach(c -> files.add(changedFile(c)));
        }
        JsonObject json = new JsonObject();
        json.addProperty("url", repository.url("/compare/" + basehead));
        json.addProperty("html_url", repository.url("/compare/" + basehead));
        json.addProperty("permalink_url", repository.url("/compare/" + basehead));
        json.addProperty("diff_url", repository.url("/compare/" + basehead + ".diff"));
        json.addProperty("patch_url", repository.url("/compare/" + basehead + ".patch"));
        json.add("base_commit", commit(base));
        json.add("merge_base_commit", commit(mergeBase));
        json.addProperty(
                "status",
                ahead.isEmpty() ? behind.isEmpty() ? "identical" : "behind" : behind.isEmpty() ? "ahead" : "diverged");
        json.addProperty("ahead_by", ahead.size());
        json.addProperty("behind_by", behind.size());
        json.addProperty("total_commits", ahead.size());
        json.add("commits", commits);
        json.add("files", files);
        return FakeResponse.json(200, json);
    }

    private JsonObject changedFile(GitRepository.Change change) {
        JsonObject json = new JsonObject();
        json.add(
                "sha",
                change.newId()
                        .<JsonElement>map(id -> new JsonPrimitive(id.name()))
                        .orElse(JsonNull.INSTANCE));
        json.addProperty("filename", change.path());
        json.addProperty("status", change.status());
        json.addProperty("additions", 1);
        json.addProperty("deletions", 1);
        json.addProperty("changes", 2);
        json.addProperty("blob_url", repository.url("/blob/" + change.path()));
        json.addProperty("raw_url", repository.url("/raw/" + change.path()));
        json.addProperty("contents_url", repository.url("/contents/" + change.path()));
        return json;
    }

    private FakeResponse tarball(String ref, FakeBranchView branches) {
        ObjectId commit = resolve(ref, branches);
        return new FakeResponse(
                302, Map.of("Location", archiveHost + repository.archivePath(commit, Instant.now())), new byte[0]);
    }

    private static String text(JsonObject json, String member) {
        JsonElement value = json.get(member);
        if (value == null || !value.isJsonPrimitive()) {
            throw GitHubAnswer.invalid("Invalid request.\n\n\"" + member + "\" wasn't supplied.");
        }
        return value.getAsString();
    }

    private static String nodeId(String of) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of.getBytes(StandardCharsets.UTF_8));
    }
}
