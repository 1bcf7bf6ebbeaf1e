package org.trunkline.rest.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.trunkline.rest.internal.http.Routes.Match;
import org.trunkline.rest.internal.http.Routes.Target;
import org.trunkline.server.Account;
import org.trunkline.server.Accounts;
import org.trunkline.server.Role;

/**
 * Lets a request in, or says why not. Who asks is settled before anything of the request is looked at, so that a stranger
 * learns nothing, not even which paths there are.
 */
final class Gate {

    private final Routes routes;
    private final Authentication authentication;
    private final OriginCheck origin = new OriginCheck();
    private final BodyLimit limit;

    Gate(Routes routes, Accounts accounts, BodyLimit limit) {
        this.routes = routes;
        this.authentication = new Authentication(accounts);
        this.limit = limit;
    }

    /** A request that may go on. */
    record Admitted(Route route, Call call) {}

    /** The route that a request is for, whether it may go on or not. */
    Optional<Route> routeOf(HttpServletRequest request) {
        try {
            return Optional.of(target(request).forMethod(request.getMethod()).route());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    Admitted admit(HttpServletRequest request) throws ProblemException {
        Optional<Account> account = isOpen(request) ? Optional.empty() : Optional.of(authentication.of(request));
        Match match = target(request).forMethod(request.getMethod());
        Route route = match.route();
        if (account.isPresent() && route.role().isPresent()) {
            requireRole(account.get(), route.role().get(), request.getMethod());
        }
        // what needs no account is allowed to nobody by the credentials that a browser would add
        if (route.method().changes() && account.isPresent()) {
            origin.check(request);
        }
        String rawQuery = Optional.ofNullable(request.getQueryString()).orElse("");
        Query query = Query.parse(rawQuery, route.operation().query());
        requireContentType(request, route.operation());
        return new Admitted(route, new Call(request, match.pathParameters(), query, account, limit));
    }

    /** Whether anybody may ask this, without an account. */
    boolean isOpen(HttpServletRequest request) {
        try {
            return target(request).open();
        } catch (ProblemException e) {
            return false;
        }
    }

    private Target target(HttpServletRequest request) throws ProblemException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return routes.find(RequestPath.parse(path));
    }

    private static void requireRole(Account account, Role role, String method) throws ProblemException {
        if (!account.may(role)) {
            throw new ProblemException(HttpProblem.of(
                    403,
                    "Not allowed",
                    "The account '" + account.name() + "' may not " + method + " this: it needs the role "
                            + role.name().toLowerCase(Locale.ROOT) + "."));
        }
    }

    private static void requireContentType(HttpServletRequest request, Operation operation) throws ProblemException {
        if (operation.body().isEmpty()) {
            return;
        }
        String expected = operation.body().get().type();
        if (expected.equals(Media.ANY)) {
            return;
        }
        String sent = Optional.ofNullable(request.getContentType()).orElse("");
        String[] parts =
                sent.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "").split(";");
        boolean utf8 = parts.length == 1 || (parts.length == 2 && parts[1].equals("charset=utf-8"));
        // the parameter of several parts in one body says where they end
        boolean rightParameters = utf8 || expected.startsWith("multipart/");
        if (!parts[0].equals(expected) || !rightParameters) {
            throw new ProblemException(HttpProblem.of(
                    415,
                    "Unsupported media type",
                    "The body must have the Content-Type " + expected + " (in UTF-8), it has "
                            + (sent.isEmpty() ? "none" : "'" + sent + "'") + "."));
        }
    }
}
