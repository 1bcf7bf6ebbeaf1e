package org.trunkline.rest.internal.artifacts;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;

/**
 * Carries out a plan that somebody has seen: one batch, over exactly what the plan was made for. It is a write like any
 * other, so what was there stays in the history.
 */
final class RunRollback implements Handler {

    static final Parameter[] QUERY = {
        RollbackScope.API,
        RollbackScope.LABEL,
        PlanRollback.TO,
        Parameter.required("expected", "the plan's own 'expected', so that nothing else is done than it shows")
    };

    private static final Logger LOG = LoggerFactory.getLogger(RunRollback.class);

    private final NodeParts parts;
    private final Publishing publishing;

    RunRollback(NodeParts parts, Publishing publishing) {
        this.parts = parts;
        this.publishing = publishing;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, ArtifactStoreException {
        ArtifactSink sink = parts.requireSink();
        ArtifactStore store = parts.requireStore();
        RollbackScope scope = RollbackScope.of(call);
        RollbackPlan plan = new RollbackPlanner(store).plan(scope, PlanRollback.to(call));
        if (!plan.digest().equals(call.query().required("expected"))) {
            throw new ProblemException(HttpProblem.of(
                    409,
                    "Conflict",
                    "What is stored for " + scope
                            + " is not what the plan was made for: somebody else published or removed meanwhile."
                            + " Nothing was changed. Look at a new plan, then decide."));
        }
        if (plan.changes().isEmpty()) {
            return Reply.ok(unchanged(plan));
        }
        List<ArtifactWrite> batch = new ArrayList<>();
        for (RollbackPlan.Change change : plan.changes()) {
            batch.add(write(store, change, call.account().name()));
        }
        JsonObject answer = publishing.publish(sink, batch);
        LOG.info("Went back: {} to={} user={}", scope, plan.to(), call.account().name());
        return Reply.ok(answer);
    }

    private static JsonObject unchanged(RollbackPlan plan) {
        JsonObject answer = new JsonObject();
        answer.addProperty("revision", plan.head().toString());
        answer.add("artifacts", new JsonArray());
        return answer;
    }

    private static ArtifactWrite write(ArtifactStore store, RollbackPlan.Change change, String user)
            throws ProblemException, ArtifactStoreException {
        Optional<Artifact> then = change.then();
        if (then.isEmpty()) {
            ArtifactInfo now = change.now().orElseThrow();
            // what the plan was made for, in case the tombstone was made of something newer
            return Tombstone.of(store, now.key(), user).expecting(now.revision());
        }
        Artifact artifact = then.get();
        ArtifactWrite write = ArtifactWrite.of(
                        artifact.key(), change.instruction(), artifact.info().api(), artifact.body())
                .by(user);
        return change.now().map(ArtifactInfo::revision).map(write::expecting).orElseGet(write::expectingAbsent);
    }
}
