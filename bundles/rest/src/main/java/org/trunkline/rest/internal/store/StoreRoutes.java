package org.trunkline.rest.internal.store;

import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Media;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.server.Role;
import org.trunkline.sync.wire.ArtifactFrameWriter;
import org.trunkline.sync.wire.StoreEndpoint;

/** The node's store for other nodes: what their {@code store-remote} asks. */
public final class StoreRoutes {

    private static final String PREFIX = "/api/v1/store";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Parameter[] READER = {
        Parameter.optional(StoreEndpoint.NODE_HEADER, "the name of the node that reads, percent-encoded"),
        Parameter.optional(StoreEndpoint.LABELS_HEADER, "the labels that it reads, percent-encoded, parted by commas"),
        Parameter.optional(StoreEndpoint.HELD_HEADER, "the revision up to which it has read everything")
    };
    private static final Parameter KIND = Parameter.required("kind", "SYNAPSE or REVISION_ARCHIVE");
    private static final Parameter LABEL = Parameter.required("label", "the label of the key");
    private static final Parameter ID = Parameter.required("id", "the id of the key");

    private static final Answer FRAMES = Answer.of(
            200,
            "frames, the last one of which says that it is the last",
            new Media(ArtifactFrameWriter.MEDIA_TYPE, "Frames"));
    private static final Answer REVISION = Answer.json(200, "a revision of the store", "StoreRevision");
    private static final Answer CONFLICT =
            Answer.empty(409, "the revision is no longer kept, or something else is stored than expected");
    private static final Answer REJECTED = Answer.empty(422, "the store refuses it");
    private static final Answer NO_STORE = Answer.empty(503, "the store cannot be asked now");

    private final StoreMount mount;

    public StoreRoutes(StoreMount mount) {
        this.mount = mount;
    }

    public List<Route> all() {
        return List.of(
                read(
                        Method.GET,
                        "/head",
                        Operation.of("storeHead", "The store's revision; waits for another one where asked to")
                                .waiting()
                                .query(
                                        Parameter.optional("since", "wait while the store is at this revision"),
                                        Parameter.number("waitSeconds", "how long to wait, at most 30"))
                                .headers(READER)
                                .answers(REVISION, NO_STORE)),
                read(
                        Method.GET,
                        "/artifact",
                        Operation.of("storeRead", "One artifact, or none")
                                .query(KIND, LABEL, ID, Parameter.optional("at", "as it was at this revision"))
                                .headers(READER)
                                .answers(FRAMES, CONFLICT, REJECTED, NO_STORE)),
                read(
                        Method.GET,
                        "/find",
                        Operation.of("storeFind", "What is known about the artifacts that match")
                                .query(
                                        Parameter.optional("label", "only those of this label"),
                                        Parameter.optional("apiId", "only those of this API"),
                                        Parameter.optional("name", "only those of APIs with this name"),
                                        Parameter.optional("version", "only those of APIs with this version"),
                                        Parameter.optional("tenant", "only those of this tenant's domain"),
                                        Parameter.optional("instruction", "only those with this instruction"))
                                .headers(READER)
                                .answers(FRAMES, NO_STORE)),
                read(
                        Method.GET,
                        "/history",
                        Operation.of("storeHistory", "The states of one artifact, newest first")
                                .query(
                                        KIND,
                                        LABEL,
                                        ID,
                                        new Parameter("limit", true, false, Parameter.Type.NUMBER, "how many at most"))
                                .headers(READER)
                                .answers(FRAMES, NO_STORE)),
                read(
                        Method.POST,
                        "/snapshot",
                        Operation.of("storeSnapshot", "Everything that was published for labels at a revision")
                                .headers(READER)
                                .body(FORM, "SnapshotForm")
                                .answers(
                                        FRAMES,
                                        CONFLICT,
                                        Answer.empty(415, "the body is no form"),
                                        REJECTED,
                                        NO_STORE)),
                read(
                        Method.POST,
                        "/changes",
                        Operation.of("storeChanges", "What changed for labels between two revisions")
                                .headers(READER)
                                .body(FORM, "ChangesForm")
                                .answers(
                                        FRAMES,
                                        Answer.empty(410, "what happened since is not known: read a snapshot"),
                                        Answer.empty(415, "the body is no form"),
                                        REJECTED,
                                        NO_STORE)),
                Route.of(
                        Method.POST,
                        PREFIX + "/write",
                        Role.PUBLISHER,
                        Operation.of("storeWrite", "Stores a batch, all or nothing")
                                .headers(READER)
                                .body(ArtifactFrameWriter.MEDIA_TYPE, "Frames")
                                .answers(
                                        REVISION,
                                        CONFLICT,
                                        Answer.empty(415, "the body is not made of frames"),
                                        REJECTED,
                                        NO_STORE),
                        new StoreOperation(mount, "/write")));
    }

    private Route read(Method method, String path, Operation operation) {
        return Route.of(method, PREFIX + path, Role.VIEWER, operation, new StoreOperation(mount, path));
    }
}
