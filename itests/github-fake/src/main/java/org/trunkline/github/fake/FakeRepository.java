package org.trunkline.github.fake;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** The one repository that the fake serves: its git data and what GitHub knows beside them. Thread-safe. */
public final class FakeRepository {

    /** A move of a branch. */
    public record Push(String branch, Optional<ObjectId> before, ObjectId after) {}

    /** Told of each move of a branch, on the thread of the request that did it. */
    public interface PushListener {
        void pushed(Push push);
    }

    private static final int INLINE_BYTES_THAT_TIME_OUT = 2_500_000;
    private static final int FILES_THAT_TIME_OUT = 1_000;

    private final String fullName;
    private final boolean isPrivate;
    private volatile String defaultBranch;
    private volatile boolean gone;
    private volatile String newName;
    private final Set<ObjectId> collected = ConcurrentHashMap.newKeySet();
    private final GitRepository git;
    private final Clock clock;
    private final String apiUrl;
    private final Map<String, ObjectId> previousHeads = new ConcurrentHashMap<>();
    private final List<PushListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Runnable betweenReadAndWrite = () -> {};

    FakeRepository(
            String fullName, boolean isPrivate, String defaultBranch, GitRepository git, Clock clock, String apiUrl) {
        this.fullName = fullName;
        this.isPrivate = isPrivate;
        this.defaultBranch = defaultBranch;
        this.git = git;
        this.clock = clock;
        this.apiUrl = apiUrl;
    }

    public GitRepository git() {
        return git;
    }

    public String fullName() {
        return fullName;
    }

    boolean isPrivate() {
        return isPrivate;
    }

    public String defaultBranch() {
        return defaultBranch;
    }

    /**
     * Commits as a person does, past every limit and fault.
     *
     * @param deletions paths that are there
     * @return the commit
     */
    public String commitByHand(String branch, String message, Map<String, String> additions, List<String> deletions) {
        while (true) {
            ObjectId head = git.branch(branch).orElseThrow();
            List<GitRepository.Entry> files = new ArrayList<>();
            additions.forEach((path, content) -> files.add(new GitRepository.Entry(
                    path, FileMode.REGULAR_FILE, git.insertBlob(content.getBytes(StandardCharsets.UTF_8)))));
            ObjectId tree = git.tree(Optional.of(git.commit(head).getTree()), files, deletions);
            ObjectId commit = git.insertCommit(tree, List.of(head), message, now());
            if (moveBranch(branch, head, commit)) {
                return commit.name();
            }
        }
    }

    /** Sets a branch to any commit, as {@code git push --force} does. */
    public void forcePush(String branch, String commit) {
        ObjectId before = git.branch(branch).orElseThrow();
        if (!moveBranch(branch, before, ObjectId.fromString(commit))) {
            throw new IllegalStateException("branch " + branch + " was moved meanwhile");
        }
    }

    public synchronized void deleteBranch(String branch) {
        git.deleteBranch(branch);
        previousHeads.remove(branch);
    }

    /** Gives the default branch another name. */
    public void renameDefaultBranch(String name) {
        String before = defaultBranch;
        moveBranch(name, null, git.branch(before).orElseThrow());
        defaultBranch = name;
        deleteBranch(before);
    }

    /** The commit is no longer there, as commits that no branch reaches are after a while. */
    public void collect(String commit) {
        collected.add(ObjectId.fromString(commit));
    }

    boolean isCollected(ObjectId id) {
        return collected.contains(id);
    }

    /** The repository is deleted. */
    public void delete() {
        gone = true;
    }

    boolean gone() {
        return gone;
    }

    /** The repository is moved: REST redirects, GraphQL finds it by both names. */
    public void rename(String ownerAndName) {
        newName = ownerAndName;
    }

    Optional<String> newName() {
        return Optional.ofNullable(newName);
    }

    Instant now() {
        return clock.instant();
    }

    boolean empty() {
        return git.branch(defaultBranch).isEmpty();
    }

    String url(String path) {
        return apiUrl + "/repos/" + fullName + path;
    }

    String archivePath(ObjectId commit, Instant validFrom) {
        return "/" + fullName + "/legacy.tar.gz/" + commit.name() + "?token="
                + Long.toHexString(validFrom.toEpochMilli());
    }

    public void addPushListener(PushListener listener) {
        listeners.add(listener);
    }

    /** Runs between the read and the write of a contents call, so that a test can let another writer in. */
    public void betweenReadAndWrite(Runnable action) {
        betweenReadAndWrite = Objects.requireNonNull(action);
    }

    void pauseBetweenReadAndWrite() {
        betweenReadAndWrite.run();
    }

    /** GitHub gives up on trees and commits that are too big for one request. */
    void refuseWhatTimesOut(long bytes, int files) {
        if (bytes > INLINE_BYTES_THAT_TIME_OUT || files > FILES_THAT_TIME_OUT) {
            throw GitHubAnswer.invalid(
                    "Sorry, your request timed out. It's likely that your input was too large to process.");
        }
    }

    synchronized boolean moveBranch(String name, ObjectId from, ObjectId to) {
        Optional<ObjectId> before = git.branch(name);
        if (!git.moveBranch(name, from, to)) {
            return false;
        }
        before.ifPresent(id -> previousHeads.put(name, id));
        Push push = new Push(name, before, to);
        listeners.forEach(l -> l.pushed(push));
        return true;
    }

    /** Adds files to the default branch in one commit, as somebody's {@code git push} does: past the API. */
    public void push(String message, Map<String, byte[]> files) {
        List<GitRepository.Entry> additions = new ArrayList<>();
        files.forEach((path, content) ->
                additions.add(new GitRepository.Entry(path, FileMode.REGULAR_FILE, git.insertBlob(content))));
        Optional<ObjectId> head = git.branch(defaultBranch);
        ObjectId tree = git.tree(head.map(id -> git.commit(id).getTree()), additions, List.of());
        ObjectId commit = git.insertCommit(tree, head.map(List::of).orElse(List.of()), message, clock.instant());
        if (!moveBranch(defaultBranch, head.orElse(null), commit)) {
            throw new IllegalStateException("the branch moved while " + files.size() + " files were pushed");
        }
    }

    Optional<ObjectId> previousHead(String branch) {
        return Optional.ofNullable(previousHeads.get(branch)).or(() -> git.branch(branch));
    }

    /** GitHub's description of the repository; the many members that no client of ours reads come from a template. */
    JsonObject describe() {
        try (InputStreamReader template = new InputStreamReader(
                Objects.requireNonNull(FakeRepository.class.getResourceAsStream("repository.json")),
                StandardCharsets.UTF_8)) {
            JsonObject json = JsonParser.parseReader(template).getAsJsonObject();
            String owner = fullName.substring(0, fullName.indexOf('/'));
            json.addProperty("name", fullName.substring(fullName.indexOf('/') + 1));
            json.addProperty("full_name", fullName);
            json.addProperty("private", isPrivate);
            json.addProperty("visibility", isPrivate ? "private" : "public");
            json.addProperty("default_branch", defaultBranch);
            json.addProperty("url", url(""));
            json.getAsJsonObject("owner").addProperty("login", owner);
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
