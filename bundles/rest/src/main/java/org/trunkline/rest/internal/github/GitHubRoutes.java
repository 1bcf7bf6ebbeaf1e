package org.trunkline.rest.internal.github;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.server.Role;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** What concerns the GitHub store alone. */
public final class GitHubRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(GitHubRoutes.class);

    private static final String IMPORT = "/api/v1/github/import";
    private static final Answer NOT_HERE = Answer.empty(409, "this node's store is another one");
    private static final Answer REFUSED = Answer.empty(422, "GitHub refuses it, or there is no branch");
    private static final Answer NO_STORE = Answer.empty(503, "GitHub cannot be asked now");

    private final NodeParts parts;
    private final DeliveryObserver observer;
    private final Clock clock;

    public GitHubRoutes(NodeParts parts, DeliveryObserver observer, Clock clock) {
        this.parts = parts;
        this.observer = observer;
        this.clock = clock;
    }

    public List<Route> all() {
        return List.of(
                Route.of(
                        Method.GET,
                        IMPORT,
                        Role.VIEWER,
                        Operation.of("planImport", "What an import of the former layout would do; changes nothing")
                                .answers(
                                        Answer.json(200, "each artifact's old and new file", "ImportPlan"),
                                        NOT_HERE,
                                        REFUSED,
                                        NO_STORE),
                        call -> Reply.ok(parts.requireGitHub().importPlan())),
                Route.of(
                        Method.POST,
                        IMPORT,
                        Role.PUBLISHER,
                        Operation.of("runImport", "Moves what can be read of the former layout, in one commit")
                                .answers(
                                        Answer.json(200, "the revision with all of it moved", "StoreRevision"),
                                        NOT_HERE,
                                        REFUSED,
                                        NO_STORE),
                        this::runImport),
                Route.open(
                        Method.POST,
                        "/api/v1/webhooks/github",
                        Operation.of("receiveGitHubDelivery", "Takes a delivery of GitHub's webhook")
                                .headers(ReceiveDelivery.HEADERS)
                                .body("application/json", "GitHubEvent")
                                .answers(
                                        Answer.empty(202, "readers look at the branch now"),
                                        Answer.empty(204, "acknowledged: it tells of nothing new that matters here"),
                                        Answer.empty(401, "it is not signed with the secret"),
                                        Answer.empty(404, "no webhook is configured"),
                                        Answer.empty(413, "the body is over 25 MB, or over max_body_size"),
                                        Answer.empty(415, "the body is not application/json"),
                                        Answer.empty(503, "the GitHub store is not there now")),
                        new ReceiveDelivery(parts, observer, clock)));
    }

    private Reply runImport(Call call) throws ProblemException, ArtifactStoreException {
        Revision revision = parts.requireGitHub().runImport();
        LOG.info(
                "Imported the former layout: revision={} user={}",
                revision,
                call.account().name());
        JsonObject json = new JsonObject();
        json.addProperty("revision", revision.toString());
        return Reply.ok(json);
    }
}
