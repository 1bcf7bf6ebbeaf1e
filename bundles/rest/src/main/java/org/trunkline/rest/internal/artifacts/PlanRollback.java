package org.trunkline.rest.internal.artifacts;

import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactStoreException;

/** What it takes to go back to a revision. Changes nothing. */
final class PlanRollback implements Handler {

    static final Parameter TO = Parameter.required(
            "to", "the revision to go back to; with apiId the first digits of a commit do, if they are of its history");

    static final Parameter[] QUERY = {RollbackScope.API, RollbackScope.LABEL, TO};

    private final NodeParts parts;

    PlanRollback(NodeParts parts) {
        this.parts = parts;
    }

    static String to(Call call) {
        return call.query().required(TO.name());
    }

    @Override
    public Reply handle(Call call) throws ProblemException, ArtifactStoreException {
        RollbackPlan plan = new RollbackPlanner(parts.requireStore()).plan(RollbackScope.of(call), to(call));
        return Reply.ok(plan.json());
    }
}
