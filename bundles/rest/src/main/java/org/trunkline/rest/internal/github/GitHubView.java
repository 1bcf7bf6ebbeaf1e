package org.trunkline.rest.internal.github;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.rest.internal.artifacts.ArtifactJson;
import org.trunkline.store.github.GitHubImport;
import org.trunkline.store.github.GitHubStatus;
import org.trunkline.store.github.ImportPlan;
import org.trunkline.store.github.RequestQuota;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** Shows the services beside the GitHub store. The only class that knows their types. */
public final class GitHubView implements GitHubPart {

    private final GitHubStatus store;
    private final GitHubImport former;
    private final ArtifactJson artifactJson = new ArtifactJson();

    private GitHubView(GitHubStatus store, GitHubImport former) {
        this.store = store;
        this.former = former;
    }

    /** @param service a {@link GitHubStatus} and {@link GitHubImport}, whose types the caller may not be able to name */
    public static GitHubPart of(Object service) {
        return new GitHubView((GitHubStatus) service, (GitHubImport) service);
    }

    @Override
    public boolean isOf(Object service) {
        return store == service;
    }

    @Override
    public String repository() {
        return store.repository();
    }

    @Override
    public Optional<String> branch() {
        return store.branch();
    }

    @Override
    public JsonObject status() {
        RequestQuota quota = store.quota();
        JsonObject json = new JsonObject();
        json.addProperty("repository", store.repository());
        json.addProperty("host", store.host());
        store.branch().ifPresent(branch -> json.addProperty("branch", branch));
        quota.limit().ifPresent(limit -> json.addProperty("limit", limit));
        quota.remaining().ifPresent(remaining -> json.addProperty("remaining", remaining));
        quota.resetAt().ifPresent(time -> json.addProperty("resetAt", time.toString()));
        json.addProperty("requests", quota.requests());
        json.addProperty("notModified", quota.notModified());
        json.addProperty("lastHour", quota.lastHour());
        quota.pausedUntil().ifPresent(time -> {
            json.addProperty("pausedUntil", time.toString());
            json.addProperty("pauseReason", quota.pauseReason());
        });
        return json;
    }

    @Override
    public Map<GitHubMeasure, Double> measures() {
        RequestQuota quota = store.quota();
        Map<GitHubMeasure, Double> measures = new EnumMap<>(GitHubMeasure.class);
        measures.put(GitHubMeasure.REQUESTS, (double) quota.requests());
        measures.put(GitHubMeasure.NOT_MODIFIED, (double) quota.notModified());
        measures.put(GitHubMeasure.LAST_HOUR, (double) quota.lastHour());
        measures.put(
                GitHubMeasure.LIMIT, quota.limit().map(Integer::doubleValue).orElse(Double.NaN));
        measures.put(
                GitHubMeasure.REMAINING,
                quota.remaining().map(Integer::doubleValue).orElse(Double.NaN));
        measures.put(
                GitHubMeasure.RESET,
                quota.resetAt()
                        .map(Instant::getEpochSecond)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN));
        measures.put(GitHubMeasure.PAUSED, quota.pausedUntil().isPresent() ? 1.0 : 0.0);
        return measures;
    }

    @Override
    public void hint() {
        store.hint();
    }

    @Override
    public JsonObject importPlan() throws ArtifactStoreException {
        ImportPlan plan = former.plan();
        JsonArray moves = new JsonArray();
        for (ImportPlan.Move move : plan.moves()) {
            JsonObject json = new JsonObject();
            json.addProperty("from", move.from());
            json.addProperty("to", move.to());
            json.add("artifact", artifactJson.of(move.artifact()));
            moves.add(json);
        }
        JsonArray unreadable = new JsonArray();
        new TreeMap<>(plan.unreadable()).forEach((path, reason) -> {
            JsonObject json = new JsonObject();
            json.addProperty("path", path);
            json.addProperty("reason", reason);
            unreadable.add(json);
        });
        JsonObject json = new JsonObject();
        json.addProperty("repository", store.repository());
        json.add("moves", moves);
        json.add("unreadable", unreadable);
        return json;
    }

    @Override
    public Revision runImport() throws ArtifactStoreException {
        return former.run();
    }
}
