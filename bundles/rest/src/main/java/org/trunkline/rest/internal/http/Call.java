package org.trunkline.rest.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.server.Account;

/** One request to one route: allowed, and in the form that the route asks for. Used by one thread. */
public final class Call {

    private final HttpServletRequest request;
    private final Map<String, List<String>> path;
    private final Query query;
    private final Optional<Account> account;
    private final BodyLimit limit;

    Call(
            HttpServletRequest request,
            Map<String, List<String>> path,
            Query query,
            Optional<Account> account,
            BodyLimit limit) {
        this.request = request;
        this.path = path;
        this.query = query;
        this.account = account;
        this.limit = limit;
    }

    /** The method as it was sent, HEAD included. */
    public String method() {
        return request.getMethod();
    }

    /** A parameter of the path, decoded. */
    public String path(String name) {
        return rest(name).get(0);
    }

    /** The names of a parameter that takes the rest of the path, each decoded: one may hold a slash that was encoded. */
    public List<String> rest(String name) {
        return Optional.ofNullable(path.get(name))
                .orElseThrow(() -> new IllegalArgumentException("The route has no path parameter '" + name + "'"));
    }

    public Query query() {
        return query;
    }

    /** A header's value, the first one if it was sent more than once. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** Who asks, on a route that needs an account. */
    public Account account() {
        return account.orElseThrow(() -> new IllegalStateException("This route needs no account"));
    }

    /** The query as it was sent. */
    public Optional<String> rawQuery() {
        return Optional.ofNullable(request.getQueryString());
    }

    /** The body, however long: for a handler that bounds what it takes in a way of its own. */
    public InputStream unlimitedBody() throws IOException {
        return request.getInputStream();
    }

    /** The body, cut with {@link BodyTooLargeException} where it gets over the limit. */
    public InputStream body() throws IOException {
        return limit.on(request);
    }
}
