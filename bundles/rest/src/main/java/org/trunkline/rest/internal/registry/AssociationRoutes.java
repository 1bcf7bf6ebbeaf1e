package org.trunkline.rest.internal.registry;

import java.io.IOException;
import java.util.List;
import org.trunkline.registry.Association;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.JsonRequest;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;

/** What a resource has to do with others. */
final class AssociationRoutes {

    private static final String ASSOCIATIONS = "/associations/{path*}";

    private final RegistryDoor door;

    AssociationRoutes(RegistryDoor door) {
        this.door = door;
    }

    List<Route> all() {
        return List.of(
                door.route(
                        Method.GET,
                        ASSOCIATIONS,
                        Operation.of("listRegistryAssociations", "The associations of a resource")
                                .query(
                                        Parameter.optional(
                                                "direction", "outgoing, incoming or both; both unless given"),
                                        Parameter.optional("type", "only those of this type"))
                                .answers(Answer.json(200, "all of them", "Associations"), Asked.ABSENT),
                        AssociationRoutes::list),
                door.route(
                        Method.POST,
                        ASSOCIATIONS,
                        Operation.of(
                                        "addRegistryAssociation",
                                        "Associates a resource with another one or with an address")
                                .body(Asked.JSON, "NewAssociation")
                                .answers(
                                        Answer.empty(204, "it is there"),
                                        Asked.ABSENT,
                                        Asked.TOO_LARGE,
                                        Asked.NOT_JSON),
                        AssociationRoutes::add),
                door.route(
                        Method.DELETE,
                        ASSOCIATIONS,
                        Operation.of("removeRegistryAssociation", "Removes an association, if it is there")
                                .query(
                                        Parameter.required("target", "a path or an absolute URI"),
                                        Parameter.required("type", "its type"))
                                .answers(Answer.empty(204, "it is not there"), Asked.ABSENT),
                        AssociationRoutes::remove));
    }

    private static Reply list(Call call, Registry registry) throws ProblemException, RegistryException {
        Association.Direction direction = Asked.oneOf(call.query(), "direction", Association.Direction.values())
                .orElse(Association.Direction.BOTH);
        List<Association> all =
                registry.associations(Asked.path(call), direction, call.query().value("type"));
        return Reply.ok(RegistryJson.list("associations", all, RegistryJson::of));
    }

    private static Reply add(Call call, Registry registry) throws ProblemException, RegistryException, IOException {
        JsonRequest request = JsonRequest.read(call, List.of("target", "type"));
        registry.associate(association(call, request.text("target"), request.text("type")));
        return Reply.empty(204);
    }

    private static Reply remove(Call call, Registry registry) throws ProblemException, RegistryException {
        registry.dissociate(
                association(call, call.query().required("target"), call.query().required("type")));
        return Reply.empty(204);
    }

    private static Association association(Call call, String target, String type) throws ProblemException {
        try {
            return new Association(Asked.path(call), target, type);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(RegistryProblems.sentence(e.getMessage()));
        }
    }
}
