package org.trunkline.store.github.internal.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.store.github.internal.client.CommitFacts;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.FormerLayout;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/**
 * Artifacts that the former implementation saved, read as they are. What is known about them is taken from the log of the
 * whole branch, a hundred commits by request, not file by file. Thread-safe.
 */
final class FormerFiles {

    /** So far back the log is read; what was saved before is reported as unreadable. */
    private static final int MOST_COMMITS = 10_000;

    private static final int PAGE = 100;
    private static final int COMMITS_OF_A_FILE = 30;

    private final GitHubApi api;
    private final ArtifactPaths paths;
    private final Branch branch;
    private final Blobs blobs;
    private Former latest = new Former("");
    private List<CommitFacts> log = List.of();

    FormerFiles(GitHubApi api, ArtifactPaths paths, Branch branch, Blobs blobs) {
        this.api = api;
        this.paths = paths;
        this.branch = branch;
        this.blobs = blobs;
    }

    /** What a commit holds in the former layout and not in ours. */
    static final class Former {
        private final String commit;
        private final Map<ArtifactKey, Artifact> artifacts = new TreeMap<>();
        private final Map<ArtifactKey, String> files = new HashMap<>();
        private final Map<String, String> problems = new TreeMap<>();

        Former(String commit) {
            this.commit = commit;
        }

        /** By key, tombstones included. */
        Map<ArtifactKey, Artifact> artifacts() {
            return artifacts;
        }

        /** The file of each artifact. */
        Map<ArtifactKey, String> files() {
            return files;
        }

        /** Why a file cannot be read, by its path. */
        Map<String, String> problems() {
            return problems;
        }

        boolean none() {
            return artifacts.isEmpty() && problems.isEmpty();
        }
    }

    /** Whether a commit holds any such file; asks GitHub for nothing. */
    static boolean any(CommitIndex index) {
        return index.blobs().keySet().stream()
                .anyMatch(path -> FormerLayout.place(path).isPresent());
    }

    synchronized Former at(CommitIndex index) throws ArtifactStoreException {
        Former known = latest;
        if (known.commit.equals(index.commit())) {
            return known;
        }
        Former former = new Former(index.commit());
        List<String> files = new ArrayList<>();
        for (String path : index.blobs().keySet()) {
            if (FormerLayout.place(path).isPresent()) {
                files.add(path);
            }
        }
        if (!files.isEmpty()) {
            branch.fetch(index, files);
            log(index.commit());
            Map<String, Integer> namesakes = new HashMap<>();
            for (String file : files) {
                namesakes.merge(folder(file) + identity(file, index), 1, Integer::sum);
            }
            for (String file : files) {
                // an API that was made anew has the name of the one before: only the log of the file tells them apart
                boolean alone = namesakes.get(folder(file) + identity(file, index)) == 1;
                read(file, index, alone ? log : api.history(file, index.commit(), COMMITS_OF_A_FILE), former);
            }
        }
        latest = former;
        return former;
    }

    private static String folder(String file) {
        return file.substring(0, file.indexOf('/') + 1);
    }

    private String identity(String file, CommitIndex index) throws ArtifactStoreException {
        try {
            return identity(blobs.get(index.blob(file).orElseThrow())).toString();
        } catch (IllegalArgumentException e) {
            // it is reported when it is read
            return file;
        }
    }

    /** Reads what came since the log was read last, or all of it. */
    private void log(String commit) throws ArtifactStoreException {
        List<CommitFacts> fresh = api.history("", commit, PAGE);
        for (int i = 0; i < fresh.size(); i++) {
            if (!log.isEmpty() && fresh.get(i).sha().equals(log.get(0).sha())) {
                List<CommitFacts> joined = new ArrayList<>(fresh.subList(0, i));
                joined.addAll(log);
                log = joined;
                return;
            }
        }
        log = fresh.size() < PAGE ? fresh : api.history("", commit, MOST_COMMITS);
    }

    private void read(String file, CommitIndex index, List<CommitFacts> log, Former former)
            throws ArtifactStoreException {
        FormerLayout.Place place = FormerLayout.place(file).orElseThrow();
        byte[] content = blobs.get(index.blob(file).orElseThrow());
        try {
            ApiIdentity named = identity(content);
            Saved saved = saved(place, named, log)
                    .orElseThrow(() -> new IllegalArgumentException("no commit tells whether it is published"));
            ArtifactKey key = ArtifactKey.synapse(saved.note.label(), place.apiId());
            if (BranchState.path(index.blobs(), paths, key).isPresent()) {
                return;
            }
            ArtifactBody body = ArtifactBody.of(content);
            ArtifactInfo info = new ArtifactInfo(
                    key,
                    saved.note.instruction(),
                    named,
                    Revision.of(index.commit()),
                    saved.commit.committedAt(),
                    Optional.empty(),
                    body.size(),
                    body.sha256());
            former.artifacts.put(key, new Artifact(info, body));
            former.files.put(key, file);
        } catch (IllegalArgumentException e) {
            former.problems.put(file, e.getMessage());
        }
    }

    private static final class Saved {
        private final FormerLayout.Note note;
        private final CommitFacts commit;

        Saved(FormerLayout.Note note, CommitFacts commit) {
            this.note = note;
            this.commit = commit;
        }
    }

    /** The newest commit that speaks of this API in this folder; a later one without such a message changes nothing. */
    private static Optional<Saved> saved(FormerLayout.Place place, ApiIdentity api, List<CommitFacts> log) {
        for (CommitFacts commit : log) {
            Optional<FormerLayout.Note> note =
                    FormerLayout.note(commit.message()).filter(n -> n.api().equals(api) && place.mayBeOf(n.label()));
            if (note.isPresent()) {
                return Optional.of(new Saved(note.get(), commit));
            }
        }
        return Optional.empty();
    }

    private static ApiIdentity identity(byte[] content) {
        try {
            JsonElement json = JsonParser.parseString(new String(content, StandardCharsets.UTF_8));
            if (!json.isJsonObject()) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            JsonObject document = json.getAsJsonObject();
            return ApiIdentity.of(text(document, "name"), text(document, "version"), text(document, "tenantDomain"));
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
    }

    private static String text(JsonObject document, String member) {
        JsonElement element = document.get(member);
        if (element == null || !element.isJsonPrimitive()) {
            throw new IllegalArgumentException("it has no " + member);
        }
        return element.getAsString();
    }
}
