package org.trunkline.rest.internal.registry;

import java.util.List;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.JsonContent;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;

/** Kept states of resources and trees. They are read where the present state is, with {@code version}. */
final class VersionRoutes {

    private static final String VERSIONS = "/versions/{path*}";
    private static final Parameter NUMBER =
            new Parameter("version", true, false, Parameter.Type.NUMBER, "the number of the version");

    private final RegistryDoor door;

    VersionRoutes(RegistryDoor door) {
        this.door = door;
    }

    List<Route> all() {
        return List.of(
                door.route(
                        Method.GET,
                        VERSIONS,
                        Operation.of("listRegistryVersions", "The versions of a resource or collection, newest first")
                                .answers(Answer.json(200, "all of them", "ResourceVersions"), Asked.ABSENT),
                        (call, registry) -> Reply.ok(
                                RegistryJson.list("versions", registry.versions(Asked.path(call)), RegistryJson::of))),
                door.route(
                        Method.POST,
                        VERSIONS,
                        Operation.of("createRegistryVersion", "Keeps the present state, of a collection with all below")
                                .answers(Answer.json(201, "the version", "ResourceVersion"), Asked.ABSENT),
                        (call, registry) -> Reply.of(
                                201, JsonContent.of(RegistryJson.of(registry.createVersion(Asked.path(call)))))),
                door.route(
                        Method.DELETE,
                        VERSIONS,
                        Operation.of("deleteRegistryVersion", "Forgets a version")
                                .query(NUMBER)
                                .answers(Answer.empty(204, "it is gone"), Asked.ABSENT),
                        VersionRoutes::delete),
                door.route(
                        Method.POST,
                        "/restore/{path*}",
                        Operation.of("restoreRegistryVersion", "Brings back what a version has")
                                .query(NUMBER)
                                .answers(Answer.json(200, "the resource as it is now", "Resource"), Asked.ABSENT),
                        (call, registry) -> Reply.ok(RegistryJson.of(
                                registry.restore(Asked.path(call), Asked.requiredNumber(call.query(), "version"))))));
    }

    private static Reply delete(Call call, Registry registry) throws ProblemException, RegistryException {
        registry.deleteVersion(Asked.path(call), Asked.requiredNumber(call.query(), "version"));
        return Reply.empty(204);
    }
}
