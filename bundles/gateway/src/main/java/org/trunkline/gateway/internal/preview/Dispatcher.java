package org.trunkline.gateway.internal.preview;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trunkline.gateway.internal.Serving;
import org.trunkline.gateway.internal.deployment.RequestPath;
import org.trunkline.gateway.internal.deployment.Route;
import org.trunkline.gateway.internal.mediation.Axis2;
import org.trunkline.gateway.internal.mediation.Body;
import org.trunkline.gateway.internal.mediation.Flow;
import org.trunkline.gateway.internal.mediation.HeaderFields;
import org.trunkline.gateway.internal.mediation.Mediation;
import org.trunkline.gateway.internal.mediation.MediationException;
import org.trunkline.gateway.internal.mediation.Sequence;
import org.trunkline.gateway.internal.synapse.Handlers;
import org.trunkline.gateway.internal.synapse.ResourceMatch;
import org.trunkline.gateway.internal.synapse.SynapseApi;
import org.trunkline.gateway.internal.synapse.SynapseResource;

/** Finds the API for a request and lets it answer. Thread-safe. */
final class Dispatcher {

    static final String IGNORED_HANDLERS = "X-Trunkline-Ignored-Handlers";

    private static final int ACCEPTED = 202;
    private static final int MAX_DEPTH = 5;
    private static final int MAX_PARAMETERS = 1000;

    private final Serving serving;
    private final HandlerPolicy handlers;
    private final HttpBackEnd backEnd;
    private final OwnAddress ownAddress;

    /** The address that the front listens on, known when it is open. */
    interface OwnAddress {

        Optional<URI> get();
    }

    Dispatcher(Serving serving, HandlerPolicy handlers, HttpBackEnd backEnd, OwnAddress ownAddress) {
        this.serving = Objects.requireNonNull(serving, "serving");
        this.handlers = Objects.requireNonNull(handlers, "handlers");
        this.backEnd = Objects.requireNonNull(backEnd, "backEnd");
        this.ownAddress = Objects.requireNonNull(ownAddress, "ownAddress");
    }

    /** What a reply is given to. */
    interface Receiver<E extends Exception> {

        void take(Reply reply) throws E;
    }

    /** Answers a request. What the answer is read from is open until the receiver returns. */
    <E extends Exception> void dispatch(Incoming request, Receiver<E> receiver) throws E {
        try (HttpBackEnd.Session session = backEnd.session(new Own(request))) {
            receiver.take(answer(request, session));
        }
    }

    private Reply answer(Incoming request, HttpBackEnd.Session session) {
        Optional<Route> route = serving.find(request.path());
        if (route.isEmpty()) {
            return serving.ready()
                    ? Reply.problem(404, "No such API", "No API is deployed for the path " + request.path())
                    : Reply.problem(503, "Not ready", "The gateway has not loaded everything yet; ask again")
                            .withHeader("Retry-After", "1");
        }
        SynapseApi api = route.get().api();
        ResourceMatch match = api.match(
                request.method(), request.path().decodedBehind(route.get().segments()));
        if (match instanceof ResourceMatch.WrongMethod wrong) {
            return Reply.problem(
                            405,
                            "Method not allowed",
                            "The API " + route.get().identity() + " does not take " + request.method() + " here")
                    .withHeader("Allow", String.join(", ", wrong.allowed()));
        }
        if (match instanceof ResourceMatch.Found found) {
            Reply reply = serve(request, route.get(), found, session);
            List<String> ignored = handlers.ignoredOf(api);
            return ignored.isEmpty() ? reply : reply.withHeader(IGNORED_HANDLERS, String.join(", ", ignored));
        }
        return Reply.problem(
                404,
                "No such resource",
                "The API " + route.get().identity() + " has no resource for the path "
                        + request.path().decodedBehind(route.get().segments()));
    }

    private Reply serve(Incoming request, Route route, ResourceMatch.Found found, HttpBackEnd.Session session) {
        List<String> missing = handlers.missing(route.api(), found.resource());
        if (!missing.isEmpty()) {
            return Reply.notImplemented(
                    "The preview front does not implement all that the API " + route.identity() + " asks for, and"
                            + " serves no part of it without the rest",
                    missing);
        }
        Mediation mediation = mediation(request, route, found, session);
        try {
            return run(route.api(), found.resource(), mediation);
        } catch (MediationException e) {
            return fault(found.resource(), mediation, e);
        }
    }

    private static Reply run(SynapseApi api, SynapseResource resource, Mediation mediation) throws MediationException {
        Flow flow = api.extensionIn().mediate(mediation);
        if (flow == Flow.CONTINUE) {
            flow = resource.in().mediate(mediation);
        }
        if (flow == Flow.OUT) {
            flow = api.extensionOut().mediate(mediation);
            if (flow == Flow.CONTINUE) {
                flow = resource.out().isPresent() ? resource.out().get().mediate(mediation) : Flow.REPLY;
            }
        }
        return reply(flow, mediation);
    }

    private static Reply fault(SynapseResource resource, Mediation mediation, MediationException e) {
        if (e.kind() == MediationException.Kind.NOT_IMPLEMENTED) {
            return Reply.notImplemented(e.getMessage(), List.of(e.getMessage()));
        }
        Optional<Sequence> sequence = e.kind().isForFaultSequence() ? resource.fault() : Optional.empty();
        if (sequence.isPresent()) {
            try {
                mediation.fail(e);
                return reply(sequence.get().mediate(mediation), mediation);
            } catch (MediationException inFault) {
                return problem(inFault);
            }
        }
        return problem(e);
    }

    private static Reply problem(MediationException e) {
        String title = switch (e.kind()) {
            case BAD_REQUEST -> "Bad request";
            case TOO_LARGE -> "Body too large";
            case NOT_IMPLEMENTED -> "Not implemented by the preview front";
            case BAD_GATEWAY -> "The back end failed";
            case GATEWAY_TIMEOUT -> "The back end did not answer in time";
            case LOOP -> "Loop";
            case FAULT -> "The API is at fault";
        };
        return Reply.problem(e.kind().status(), title, e.getMessage());
    }

    private static Reply reply(Flow flow, Mediation mediation) throws MediationException {
        if (flow != Flow.REPLY) {
            // nothing was sent back: Synapse then only says that it took the request
            return new Reply(ACCEPTED, new HeaderFields(), Body.none());
        }
        boolean dropped =
                mediation.axis2(Axis2.NO_ENTITY_BODY).filter("true"::equals).isPresent();
        if (dropped) {
            mediation.setBody(Body.none());
        }
        ContentKinds.apply(mediation);
        return new Reply(mediation.status(), mediation.headers(), mediation.body());
    }

    private Mediation mediation(Incoming request, Route route, ResourceMatch.Found found, HttpBackEnd.Session session) {
        String query = request.query().map(text -> "?" + text).orElse("");
        String postfix = request.path().rawBehind(route.segments()) + query;
        Mediation mediation = new Mediation(session, request.method(), postfix, request.headers(), request.body());
        mediation.setProperty("REST_FULL_REQUEST_PATH", request.path() + query);
        mediation.setProperty("REST_SUB_REQUEST_PATH", postfix.isEmpty() ? "/" : postfix);
        mediation.setProperty("REST_METHOD", request.method());
        mediation.setProperty("REST_API_CONTEXT", route.api().context());
        mediation.setProperty("SYNAPSE_REST_API", route.api().name());
        mediation.setProperty("SYNAPSE_REST_API_VERSION", route.identity().version());
        mediation.setProperty("API_ELECTED_RESOURCE", found.resource().pattern().toString());
        // without keys, every client is one of production
        mediation.setProperty("AM_KEY_TYPE", "PRODUCTION");
        found.variables().forEach((name, value) -> mediation.setProperty("uri.var." + name, value));
        request.query().ifPresent(text -> setParameters(text, mediation));
        if (route.api().handlers().contains(Handlers.SYNAPSE_PROPERTIES)) {
            ownAddress.get().ifPresent(address -> {
                mediation.setProperty("http.nio.port", Integer.toString(address.getPort()));
                mediation.setProperty("https.nio.port", Integer.toString(address.getPort()));
            });
        }
        return mediation;
    }

    private static void setParameters(String query, Mediation mediation) {
        String[] parameters = query.split("&", MAX_PARAMETERS + 1);
        for (int i = 0; i < Math.min(parameters.length, MAX_PARAMETERS); i++) {
            int equals = parameters[i].indexOf('=');
            if (equals > 0) {
                try {
                    mediation.setProperty(
                            "query.param." + decode(parameters[i].substring(0, equals)),
                            decode(parameters[i].substring(equals + 1)));
                } catch (IllegalArgumentException e) {
                    // not percent-encoded: it travels on with the query, and has no value that a mediator could read
                    continue;
                }
            }
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What an API sends to this gateway itself, as the definition of a default version does. */
    private final class Own implements HttpBackEnd.OwnApis {

        private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

        private final Incoming outer;

        Own(Incoming outer) {
            this.outer = outer;
        }

        @Override
        public boolean owns(URI address) {
            return ownAddress
                    .get()
                    .filter(own -> own.getPort() == address.getPort()
                            && (OWN_HOSTS.contains(address.getHost())
                                    || own.getHost().equals(address.getHost())))
                    .isPresent();
        }

        @Override
        public void call(URI address, Mediation mediation, HttpBackEnd.Session session) throws MediationException {
            if (outer.depth() >= MAX_DEPTH) {
                throw new MediationException(
                        MediationException.Kind.LOOP, "The APIs of this gateway call each other without end");
            }
            Incoming inner = new Incoming(
                    mediation.method(),
                    path(address),
                    Optional.ofNullable(address.getRawQuery()),
                    mediation.headers(),
                    mediation.body(),
                    outer.depth() + 1);
            Reply reply = answer(inner, session.nested(new Own(inner)));
            mediation.answer(reply.status(), reply.headers(), reply.body());
        }

        private static RequestPath path(URI address) throws MediationException {
            try {
                return RequestPath.parse(address.getRawPath().isEmpty() ? "/" : address.getRawPath());
            } catch (IllegalArgumentException e) {
                throw new MediationException(MediationException.Kind.BAD_REQUEST, e.getMessage(), e);
            }
        }
    }
}
