package org.trunkline.rest.internal.registry;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Environments;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Query;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.node.NodeParts;

/** What can be looked for in the whole registry. */
final class FindRoutes {

    private static final Parameter WITHIN =
            Parameter.optional("within", "a path: it and everything below; / unless given");

    private final RegistryDoor door;
    private final NodeParts parts;

    FindRoutes(RegistryDoor door, NodeParts parts) {
        this.door = door;
        this.parts = parts;
    }

    List<Route> all() {
        return List.of(
                door.route(
                        Method.GET,
                        "/search",
                        Operation.of("searchRegistry", "The resources that match everything that is given, by path")
                                .query(
                                        WITHIN,
                                        Parameter.optional("kind", "resource or collection"),
                                        Parameter.optional("mediaType", "with this media type"),
                                        Parameter.optional("property", "name=value, or a name for any value")
                                                .repeatable(),
                                        Parameter.optional("tag", "with this tag"),
                                        Parameter.optional(
                                                "text", "part of the name, the description or a property's value"),
                                        Asked.START,
                                        Asked.LIMIT)
                                .answers(Answer.json(200, "one page of them", "Resources"), Asked.ABSENT),
                        FindRoutes::search),
                door.route(
                        Method.GET,
                        "/activities",
                        Operation.of("listRegistryActivities", "What users did, newest first")
                                .query(
                                        WITHIN,
                                        Parameter.optional("path", "of this resource alone"),
                                        Parameter.optional("user", "by this user"),
                                        Parameter.optional("action", "add, update, delete, move and so on"),
                                        Parameter.optional("from", "at this time or later: 2026-01-31T12:00:00Z"),
                                        Parameter.optional("to", "before this time"),
                                        Asked.START,
                                        Asked.LIMIT)
                                .answers(Answer.json(200, "one page of them", "Activities")),
                        FindRoutes::activities),
                door.route(
                        Method.GET,
                        "/environments",
                        Operation.of(
                                        "listRegistryEnvironments",
                                        "Which part of the tree is trunk, and which branches there are")
                                .answers(Answer.json(200, "trunk first", "Environments")),
                        (call, registry) -> environments()));
    }

    private Reply environments() {
        Environments environments = parts.environments();
        return Reply.ok(RegistryJson.list("environments", environments.all(), RegistryJson::of));
    }

    private static Reply search(Call call, Registry registry) throws ProblemException, RegistryException {
        Query given = call.query();
        ResourceQuery query = ResourceQuery.within(path(given, "within").orElse(RegistryPath.ROOT));
        query = Asked.oneOf(given, "kind", ResourceKind.values())
                .map(query::kind)
                .orElse(query);
        query = given.value("mediaType").map(query::mediaType).orElse(query);
        query = given.value("tag").map(query::tag).orElse(query);
        query = given.value("text").map(query::text).orElse(query);
        for (String property : given.all("property")) {
            int equals = property.indexOf('=');
            query = equals < 0
                    ? query.property(property)
                    : query.property(property.substring(0, equals), property.substring(equals + 1));
        }
        return Reply.ok(RegistryJson.page("resources", registry.search(query, Asked.page(given)), RegistryJson::of));
    }

    private static Reply activities(Call call, Registry registry) throws ProblemException, RegistryException {
        Query given = call.query();
        Activity.Query query = Activity.Query.ALL;
        query = path(given, "within").map(query::within).orElse(query);
        query = path(given, "path").map(query::path).orElse(query);
        query = given.value("user").map(query::user).orElse(query);
        query = Asked.oneOf(given, "action", Activity.Action.values())
                .map(query::action)
                .orElse(query);
        query = instant(given, "from").map(query::from).orElse(query);
        query = instant(given, "to").map(query::to).orElse(query);
        return Reply.ok(
                RegistryJson.page("activities", registry.activities(query, Asked.page(given)), RegistryJson::of));
    }

    private static Optional<RegistryPath> path(Query query, String name) throws ProblemException {
        Optional<String> value = query.value(name);
        return value.isPresent() ? Optional.of(Asked.path(value.get())) : Optional.empty();
    }

    private static Optional<Instant> instant(Query query, String name) throws ProblemException {
        Optional<String> value = query.value(name);
        try {
            return value.map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest(
                    "The query parameter '" + name + "' must be a time such as 2026-01-31T12:00:00Z.");
        }
    }
}
