package org.trunkline.store.github.internal.client;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Where the repository is: the server's two addresses, the repository and its branch. Immutable. */
public final class GitHubServer {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final HttpUrl rest;
    private final HttpUrl graphQl;
    private final String owner;
    private final String name;
    private final String branch;

    /**
     * @param endpoint of the REST API: {@code https://api.github.com}, or {@code https://HOST/api/v3} of an Enterprise
     *     Server, whose GraphQL is at {@code https://HOST/api/graphql}; plain HTTP is for loopback only
     * @param repository {@code owner/name}
     * @param branch empty for the repository's default branch
     * @throws IllegalArgumentException if one of them has another form; the message names it
     */
    public GitHubServer(String endpoint, String repository, Optional<String> branch) {
        HttpUrl url = HttpUrl.parse(endpoint);
        if (url == null || !url.username().isEmpty() || url.query() != null) {
            throw new IllegalArgumentException("endpoint '" + endpoint
                    + "' must be an address such as https://api.github.com, without user, password or query");
        }
        if (!url.isHttps() && !url.host().equals("127.0.0.1") && !url.host().equals("localhost")) {
            throw new IllegalArgumentException(
                    "endpoint '" + endpoint + "' must begin with https://: the token would travel in clear");
        }
        String[] parts = Objects.requireNonNull(repository, "repository").split("/", -1);
        if (parts.length != 2 || !isName(parts[0]) || !isName(parts[1])) {
            throw new IllegalArgumentException("repository '" + repository + "' must be owner/name");
        }
        this.rest = url;
        String path = url.encodedPath().replaceFirst("/$", "");
        this.graphQl = url.newBuilder()
                .encodedPath(path.endsWith("/api/v3") ? path.replaceFirst("/v3$", "/graphql") : path + "/graphql")
                .build();
        this.owner = parts[0];
        this.name = parts[1];
        this.branch = branch.orElse(null);
    }

    private static boolean isName(String part) {
        return NAME.matcher(part).matches() && !part.equals(".") && !part.equals("..");
    }

    HttpUrl graphQl() {
        return graphQl;
    }

    /** An address below the REST API; each segment is encoded, slashes included. */
    HttpUrl.Builder api(String... segments) {
        HttpUrl.Builder url = rest.newBuilder();
        for (String segment : segments) {
            url.addPathSegment(segment);
        }
        return url;
    }

    /** An address below the repository. */
    HttpUrl.Builder repository(String... segments) {
        HttpUrl.Builder url = api("repos", owner, name);
        for (String segment : segments) {
            url.addPathSegment(segment);
        }
        return url;
    }

    public String owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    /** Of the REST API. */
    public String host() {
        return rest.host();
    }

    /** {@code owner/name}. */
    public String fullName() {
        return owner + "/" + name;
    }

    public Optional<String> branch() {
        return Optional.ofNullable(branch);
    }

    @Override
    public String toString() {
        return fullName() + " on " + rest.host();
    }
}
