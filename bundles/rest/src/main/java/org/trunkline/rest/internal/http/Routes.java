package org.trunkline.rest.internal.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** All routes. Immutable. A path that two templates match belongs to the one that stands first. */
public final class Routes {

    private final List<Route> all;

    public Routes(List<Route> all) {
        this.all = List.copyOf(all);
    }

    public List<Route> all() {
        return all;
    }

    /** A route and what its path's parameters are. */
    record Match(Route route, Map<String, List<String>> pathParameters) {}

    /** What a path can be asked for: the routes of all methods. */
    record Target(RequestPath path, List<Match> matches) {

        /** Whether anybody may ask, whatever the method. */
        boolean open() {
            return !matches.isEmpty()
                    && matches.stream().allMatch(match -> match.route().role().isEmpty());
        }

        /** @throws ProblemException 404 if there is nothing, 405 if there is, and not for this method */
        Match forMethod(String name) throws ProblemException {
            if (matches.isEmpty()) {
                throw ProblemException.notFound("There is nothing at " + path.raw() + "; see /api/v1/openapi.json.");
            }
            String method = name.equals("HEAD") ? Method.GET.name() : name;
            Optional<Match> match = matches.stream()
                    .filter(m -> m.route().method().name().equals(method))
                    .findFirst();
            return match.orElseThrow(() -> notAllowed(name));
        }

        private ProblemException notAllowed(String name) {
            TreeSet<String> methods = new TreeSet<>();
            for (Match match : matches) {
                methods.add(match.route().method().name());
                if (match.route().method() == Method.GET) {
                    methods.add("HEAD");
                }
            }
            String allowed = String.join(", ", methods);
            return new ProblemException(HttpProblem.of(
                            405, "Method not allowed", path.raw() + " knows no " + name + "; it knows " + allowed + ".")
                    .with("Allow", allowed));
        }
    }

    Target find(RequestPath path) {
        List<Match> matches = all.stream()
                .flatMap(route -> route.path().match(path).map(values -> new Match(route, values)).stream())
                .toList();
        return new Target(path, matches);
    }
}
