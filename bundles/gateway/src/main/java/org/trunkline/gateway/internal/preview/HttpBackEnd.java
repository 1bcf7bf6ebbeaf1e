package org.trunkline.gateway.internal.preview;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.gateway.internal.deployment.RequestPath;
import org.trunkline.gateway.internal.mediation.Axis2;
import org.trunkline.gateway.internal.mediation.BackEnd;
import org.trunkline.gateway.internal.mediation.Body;
import org.trunkline.gateway.internal.mediation.Endpoint;
import org.trunkline.gateway.internal.mediation.HeaderFields;
import org.trunkline.gateway.internal.mediation.Mediation;
import org.trunkline.gateway.internal.mediation.MediationException;
import org.trunkline.gateway.internal.mediation.MediationException.Kind;

/**
 * Calls back ends over HTTP. Bodies are streamed both ways; what a call opens is closed with the {@link Session} of its
 * request.
 */
final class HttpBackEnd {

    /** Fields that the HTTP client writes itself. */
    private static final Set<String> CLIENT_FIELDS = Set.of("host", "content-length", "expect");

    private final HttpClient client;
    private final Duration timeout;
    private final Watchdog watchdog;

    HttpBackEnd(HttpClient client, Duration timeout, Watchdog watchdog) {
        this.client = Objects.requireNonNull(client, "client");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        this.watchdog = Objects.requireNonNull(watchdog, "watchdog");
    }

    /** For the calls of one request. */
    Session session(OwnApis own) {
        return new Session(own, ConcurrentHashMap.newKeySet());
    }

    /** Serves an address that is this gateway's own. */
    interface OwnApis {

        boolean owns(URI address);

        /** Lets the gateway answer itself, without a connection to itself that would take a second thread. */
        void call(URI address, Mediation mediation, Session session) throws MediationException;
    }

    /** The calls of one request. */
    final class Session implements BackEnd, AutoCloseable {

        private final OwnApis own;
        private final Set<WatchedStream> opened;

        private Session(OwnApis own, Set<WatchedStream> opened) {
            this.own = own;
            this.opened = opened;
        }

        /** The calls of a request that this one causes; what they open is closed with this one. */
        Session nested(OwnApis inner) {
            return new Session(inner, opened);
        }

        @Override
        public void call(Endpoint endpoint, Mediation mediation) throws MediationException {
            URI address = address(endpoint, mediation);
            ContentKinds.apply(mediation);
            if (own.owns(address)) {
                own.call(address, mediation, this);
            } else {
                exchange(endpoint, address, mediation);
            }
        }

        private void exchange(Endpoint endpoint, URI address, Mediation mediation) throws MediationException {
            Duration patience = endpoint.timeout().orElse(timeout);
            HttpRequest request = request(endpoint, address, patience, mediation);
            try {
                HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
                HeaderFields headers = HeaderFields.endToEnd(response.headers().map());
                OptionalLong length = response.headers().firstValueAsLong("Content-Length");
                headers.remove("Content-Length");
                InputStream body = response.body();
                WatchedStream watched = new WatchedStream(body, patience, reader -> closeQuietly(body));
                opened.add(watched);
                watchdog.watch(watched);
                boolean bodiless = response.statusCode() == 204
                        || response.statusCode() == 304
                        || request.method().equals("HEAD");
                mediation.answer(response.statusCode(), headers, bodiless ? Body.none() : Body.of(watched, length));
            } catch (HttpConnectTimeoutException e) {
                throw new MediationException(
                        Kind.GATEWAY_TIMEOUT, failure(endpoint, address, "did not accept a connection in time"), e);
            } catch (HttpTimeoutException e) {
                throw new MediationException(
                        Kind.GATEWAY_TIMEOUT,
                        failure(endpoint, address, "did not answer within " + patience.toMillis() + " ms"),
                        e);
            } catch (IOException e) {
                throw failed(endpoint, address, mediation.body(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MediationException(
                        Kind.BAD_GATEWAY, failure(endpoint, address, "was given up: the gateway stops"), e);
            }
        }

        private MediationException failed(Endpoint endpoint, URI address, Body sent, IOException e) {
            if (!sent.isBuffered() && sent.asStream() instanceof RequestBody stream) {
                if (stream.isTooLarge()) {
                    return new MediationException(Kind.TOO_LARGE, "The body of the request is too large", e);
                }
                if (stream.isStalled()) {
                    return new MediationException(Kind.BAD_REQUEST, "The body of the request stalled", e);
                }
            }
            String what = e instanceof ConnectException
                    ? "cannot be reached"
                    : "broke the connection or answered something that is no HTTP";
            return new MediationException(Kind.BAD_GATEWAY, failure(endpoint, address, what), e);
        }

        private HttpRequest request(Endpoint endpoint, URI address, Duration patience, Mediation mediation)
                throws MediationException {
            try {
                HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
                mediation.headers().forEach((name, value) -> {
                    if (!CLIENT_FIELDS.contains(name.toLowerCase(Locale.ROOT)) && !HeaderFields.isHopByHop(name)) {
                        request.header(name, value);
                    }
                });
                String method = endpoint.method().orElse(mediation.method());
                return request.method(method, publisher(mediation)).build();
            } catch (IllegalArgumentException e) {
                throw new MediationException(Kind.BAD_REQUEST, "The request cannot be sent on: " + e.getMessage(), e);
            }
        }

        private BodyPublisher publisher(Mediation mediation) {
            Body body = mediation.body();
            boolean dropped =
                    mediation.axis2(Axis2.NO_ENTITY_BODY).filter("true"::equals).isPresent();
            if (body.isEmpty() || dropped) {
                return BodyPublishers.noBody();
            }
            if (body.isBuffered()) {
                return BodyPublishers.ofByteArray(body.bytes());
            }
            BodyPublisher stream = BodyPublishers.ofInputStream(body::asStream);
            return body.length().isPresent()
                    ? BodyPublishers.fromPublisher(stream, body.length().getAsLong())
                    : stream;
        }

        @Override
        public void close() {
            for (WatchedStream stream : opened) {
                watchdog.forget(stream);
                closeQuietly(stream);
            }
        }
    }

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // nobody reads it any more, and there is nothing else to let go of
            return;
        }
    }

    private static URI address(Endpoint endpoint, Mediation mediation) throws MediationException {
        String base = endpoint.address().expand(mediation::property);
        String whole = join(base, mediation.axis2(Axis2.REST_URL_POSTFIX).orElse(""));
        try {
            URI address = new URI(whole);
            boolean usable = address.getHost() != null
                    && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
            if (!usable) {
                throw new URISyntaxException("", "it names no host");
            }
            String path = address.getRawPath();
            if (path != null && !path.isEmpty()) {
                RequestPath.checkNoDotSegments(path);
            }
            return address;
        } catch (URISyntaxException e) {
            throw new MediationException(
                    Kind.FAULT,
                    "The address of " + endpoint.name().orElse("the endpoint") + " is not usable: " + e.getReason(),
                    e);
        } catch (IllegalArgumentException e) {
            throw new MediationException(
                    Kind.BAD_REQUEST, "The request would leave its place at the back end: " + e.getMessage(), e);
        }
    }

    /** As Synapse does it: the rest of the path behind the address, one slash between them; queries are joined. */
    static String join(String base, String postfix) {
        int baseQuery = base.indexOf('?');
        int postfixQuery = postfix.indexOf('?');
        String path = baseQuery < 0 ? base : base.substring(0, baseQuery);
        String rest = postfixQuery < 0 ? postfix : postfix.substring(0, postfixQuery);
        String query = baseQuery < 0 ? "" : base.substring(baseQuery + 1);
        String more = postfixQuery < 0 ? "" : postfix.substring(postfixQuery + 1);
        StringBuilder joined = new StringBuilder(path);
        if (path.endsWith("/") && rest.startsWith("/")) {
            joined.setLength(joined.length() - 1);
        } else if (!rest.isEmpty() && !path.endsWith("/") && !rest.startsWith("/")) {
            joined.append('/');
        }
        joined.append(rest);
        if (baseQuery >= 0 || postfixQuery >= 0) {
            joined.append('?').append(query);
            joined.append(!query.isEmpty() && !more.isEmpty() ? "&" : "").append(more);
        }
        return joined.toString();
    }

    /** Scheme, host and port only: a path or a query can hold what is not everybody's business. */
    private static String failure(Endpoint endpoint, URI address, String what) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return "The back end " + address.getScheme() + "://" + address.getHost() + port
                + endpoint.name().map(name -> " of endpoint " + name).orElse("") + " " + what;
    }
}
