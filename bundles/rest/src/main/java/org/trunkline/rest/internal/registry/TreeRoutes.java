package org.trunkline.rest.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.JsonContent;
import org.trunkline.rest.internal.http.Media;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;

/** What is done with a part of the tree as a whole: its children, copies and moves, links, dump and load. */
final class TreeRoutes {

    private static final String DUMP_TYPE = "application/octet-stream";
    private static final Parameter TO = Parameter.required("to", "the path to be");

    private final RegistryDoor door;

    TreeRoutes(RegistryDoor door) {
        this.door = door;
    }

    List<Route> all() {
        return List.of(
                door.route(
                        Method.GET,
                        "/children/{path*}",
                        Operation.of("listRegistryChildren", "The children of a collection, ordered by name")
                                .query(Asked.START, Asked.LIMIT, Asked.VERSION)
                                .answers(
                                        Answer.json(200, "one page of them", "Resources"),
                                        Asked.ABSENT,
                                        Answer.empty(422, "it is no collection")),
                        TreeRoutes::children),
                door.route(
                        Method.POST,
                        "/copy/{path*}",
                        Operation.of(
                                        "copyRegistryTree",
                                        "Copies a resource or a tree; what is at the target is replaced")
                                .query(TO)
                                .answers(
                                        Answer.json(201, "what is at the target now", "Resource"),
                                        Asked.ABSENT,
                                        Asked.REFUSED),
                        (call, registry) -> made(registry.copy(Asked.path(call), to(call)))),
                door.route(
                        Method.POST,
                        "/move/{path*}",
                        Operation.of("moveRegistryTree", "Moves or renames a resource or a tree to where nothing is")
                                .query(TO)
                                .answers(
                                        Answer.json(201, "what is at the target now", "Resource"),
                                        Asked.ABSENT,
                                        Asked.REFUSED),
                        (call, registry) -> made(registry.move(Asked.path(call), to(call)))),
                door.route(
                        Method.GET,
                        "/link/{path*}",
                        Operation.of("showRegistryLink", "Where a link leads")
                                .answers(Answer.json(200, "the link", "Link"), Asked.ABSENT),
                        TreeRoutes::showLink),
                door.route(
                        Method.PUT,
                        "/link/{path*}",
                        Operation.of(
                                        "makeRegistryLink",
                                        "Makes a path lead to another one; DELETE of the content takes it away")
                                .query(Parameter.required("target", "the path that it leads to"))
                                .answers(Answer.empty(204, "the link is there"), Asked.REFUSED),
                        TreeRoutes::makeLink),
                door.route(
                        Method.GET,
                        "/dump/{path*}",
                        Operation.of("dumpRegistryTree", "A tree with all that belongs to it, for load")
                                .answers(
                                        Answer.of(200, "the whole dump", new Media(DUMP_TYPE, "Bytes")),
                                        Answer.empty(403, "the account may not read all of it"),
                                        Asked.ABSENT),
                        TreeRoutes::dump),
                door.route(
                        Method.POST,
                        "/load/{path*}",
                        Operation.of("loadRegistryTree", "Puts the tree of a dump at a path, as a whole or not at all")
                                .body(Media.ANY, "Bytes")
                                .answers(
                                        Answer.json(200, "what is there now", "Resource"),
                                        Asked.TOO_LARGE,
                                        Answer.empty(422, "it is no dump, or a damaged one, or does not fit there")),
                        TreeRoutes::load));
    }

    private static RegistryPath to(Call call) throws ProblemException {
        return Asked.path(call.query().required("to"));
    }

    private static Reply made(Resource resource) {
        return Reply.of(201, JsonContent.of(RegistryJson.of(resource)));
    }

    private static Reply children(Call call, Registry registry) throws ProblemException, RegistryException {
        RegistryPath path = Asked.path(call);
        OptionalLong version = Asked.version(call);
        Page.Request wanted = Asked.page(call.query());
        Page<Resource> page = version.isPresent()
                ? registry.children(path, version.getAsLong(), wanted)
                : registry.children(path, wanted);
        return Reply.ok(RegistryJson.page("resources", page, RegistryJson::of));
    }

    private static Reply showLink(Call call, Registry registry) throws ProblemException, RegistryException {
        RegistryPath path = Asked.path(call);
        Optional<RegistryPath> target = registry.linkTarget(path);
        if (target.isEmpty()) {
            throw ProblemException.notFound("There is no link at " + path + ".");
        }
        return Reply.ok(RegistryJson.link(path, target.get()));
    }

    private static Reply makeLink(Call call, Registry registry) throws ProblemException, RegistryException {
        registry.link(Asked.path(call), Asked.path(call.query().required("target")));
        return Reply.empty(204);
    }

    private static Reply dump(Call call, Registry registry) throws ProblemException, RegistryException, IOException {
        SpoolFile spool = SpoolFile.create();
        boolean handedOver = false;
        try {
            try (OutputStream out = spool.write()) {
                registry.dump(Asked.path(call), out);
            }
            long size = spool.size();
            Reply reply = Reply.of(200, new StreamedContent(DUMP_TYPE, size, spool.readOnce()))
                    .with("Content-Disposition", "attachment; filename=\"registry.dump\"");
            handedOver = true;
            return reply;
        } finally {
            if (!handedOver) {
                spool.close();
            }
        }
    }

    private static Reply load(Call call, Registry registry) throws ProblemException, RegistryException, IOException {
        RegistryPath path = Asked.path(call);
        try (SpoolFile spool = SpoolFile.of(call.body());
                InputStream dump = spool.read()) {
            return Reply.ok(RegistryJson.of(registry.load(path, dump)));
        }
    }
}
