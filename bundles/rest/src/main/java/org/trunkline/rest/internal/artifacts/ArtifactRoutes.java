package org.trunkline.rest.internal.artifacts;

import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Media;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.server.Role;

/** What can be asked about artifacts. */
public final class ArtifactRoutes {

    private static final String JSON = "application/json";
    private static final Answer NO_STORE = Answer.empty(503, "the store cannot be asked now");

    private final NodeParts parts;
    private final WriteObserver observer;

    public ArtifactRoutes(NodeParts parts, WriteObserver observer) {
        this.parts = parts;
        this.observer = observer;
    }

    public List<Route> all() {
        Publishing publishing = new Publishing(parts, observer);
        return List.of(
                Route.of(
                        Method.GET,
                        "/api/v1/artifacts",
                        Role.VIEWER,
                        Operation.of("listArtifacts", "The artifacts that match, tombstones included")
                                .query(ListArtifacts.QUERY)
                                .answers(Answer.json(200, "one page of them", "Artifacts"), NO_STORE),
                        new ListArtifacts(parts)),
                Route.of(
                        Method.POST,
                        "/api/v1/artifacts",
                        Role.PUBLISHER,
                        Operation.of("publishArtifact", "Publishes an API to gateway labels, to all or to none")
                                .query(PublishArtifact.QUERY)
                                .headers(Precondition.HEADERS)
                                .body(JSON, "GatewayDocument")
                                .answers(
                                        Answer.json(201, "what was stored", "Published"),
                                        Answer.empty(409, "somebody else was first, or this node publishes nothing"),
                                        Answer.empty(412, "If-Match or If-None-Match does not hold"),
                                        Answer.empty(413, "the body is over max_body_size"),
                                        Answer.empty(415, "the body is not application/json in UTF-8"),
                                        Answer.empty(422, "the body is no acceptable API artifact"),
                                        NO_STORE),
                        new PublishArtifact(parts, publishing)),
                Route.of(
                        Method.GET,
                        "/api/v1/artifacts/{apiId}",
                        Role.VIEWER,
                        Operation.of("showArtifact", "One API's artifact on each label")
                                .query(ShowArtifact.QUERY)
                                .answers(
                                        Answer.json(200, "one for each label", "Artifacts"),
                                        Answer.empty(404, "nothing was ever published for it"),
                                        NO_STORE),
                        new ShowArtifact(parts)),
                Route.of(
                        Method.DELETE,
                        "/api/v1/artifacts/{apiId}",
                        Role.PUBLISHER,
                        Operation.of("removeArtifact", "Takes an API off gateway labels, off all or none of them")
                                .query(RemoveArtifact.QUERY)
                                .answers(
                                        Answer.json(200, "the tombstones that were stored", "Published"),
                                        Answer.empty(404, "it is not published there"),
                                        Answer.empty(409, "somebody else was first, or this node publishes nothing"),
                                        Answer.empty(422, "what is published cannot be read as an API artifact"),
                                        NO_STORE),
                        new RemoveArtifact(parts, publishing)),
                Route.of(
                        Method.GET,
                        "/api/v1/artifacts/{apiId}/body",
                        Role.VIEWER,
                        Operation.of("readArtifactBody", "The bytes of an artifact as they were published")
                                .query(ReadBody.QUERY)
                                .headers(ReadBody.HEADERS)
                                .answers(
                                        Answer.of(200, "the bytes", new Media(JSON, "GatewayDocument")),
                                        Answer.empty(304, "the body has a digest that If-None-Match names"),
                                        Answer.empty(404, "nothing was published there by then"),
                                        Answer.empty(409, "the store no longer keeps that revision"),
                                        Answer.empty(422, "it is damaged, or the revision is of another store"),
                                        NO_STORE),
                        new ReadBody(parts)),
                Route.of(
                        Method.GET,
                        "/api/v1/artifacts/{apiId}/history",
                        Role.VIEWER,
                        Operation.of("showArtifactHistory", "The states of an API on each label, newest first")
                                .query(ShowHistory.QUERY)
                                .answers(
                                        Answer.json(200, "its states", "Artifacts"),
                                        Answer.empty(404, "nothing was ever published there"),
                                        NO_STORE),
                        new ShowHistory(parts)),
                Route.of(
                        Method.GET,
                        "/api/v1/rollback",
                        Role.VIEWER,
                        Operation.of("planRollback", "What it takes to go back to a revision; changes nothing")
                                .query(PlanRollback.QUERY)
                                .answers(
                                        Answer.json(200, "what would be written", "RollbackPlan"),
                                        Answer.empty(404, "there is nothing to go back, or nothing was published then"),
                                        Answer.empty(409, "the store no longer keeps that revision"),
                                        Answer.empty(422, "the revision is of another store, or holds damage"),
                                        NO_STORE),
                        new PlanRollback(parts)),
                Route.of(
                        Method.POST,
                        "/api/v1/rollback",
                        Role.PUBLISHER,
                        Operation.of("runRollback", "Publishes and removes what a plan shows, in one batch")
                                .query(RunRollback.QUERY)
                                .answers(
                                        Answer.json(200, "what was stored", "Published"),
                                        Answer.empty(404, "there is nothing to go back, or nothing was published then"),
                                        Answer.empty(
                                                409,
                                                "the plan no longer holds, the revision is no longer kept, or this node"
                                                        + " publishes nothing"),
                                        Answer.empty(422, "the revision is of another store, or holds damage"),
                                        NO_STORE),
                        new RunRollback(parts, publishing)));
    }
}
