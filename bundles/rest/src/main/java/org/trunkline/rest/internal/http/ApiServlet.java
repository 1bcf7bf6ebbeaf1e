package org.trunkline.rest.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.server.Accounts;
import org.trunkline.sync.ArtifactStoreException;

/** Takes each request through the gate to its handler, and sends what comes back, be it an answer or a problem. */
public class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

    /** Nothing here is to be kept, guessed at, framed or run by a browser. */
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private static final int LIMITS_TAKEN = 4;
    private static final long STRANGERS_BYTES = 1 << 20;

    private final transient Gate gate;
    private final transient BodyLimit limit;
    private final transient RequestObserver observer;
    private final transient StoreProblems storeProblems = new StoreProblems();
    private final transient WaitingThreads waiting = new WaitingThreads();

    public ApiServlet(Routes routes, Accounts accounts, BodyLimit limit, RequestObserver observer) {
        this.gate = new Gate(routes, accounts, limit);
        this.limit = limit;
        this.observer = observer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, response, System.nanoTime());
        boolean waits =
                gate.routeOf(request).filter(route -> route.operation().waits()).isPresent();
        if (waits) {
            AsyncContext context = request.startAsync();
            // the handler bounds how long it waits
            context.setTimeout(0);
            waiting.run(() -> answerLater(exchange, context));
        } else {
            answer(exchange);
        }
    }

    /** Lets go of the requests that wait: they are interrupted. */
    protected final void stopWaiting() {
        waiting.close();
    }

    /** One request with the place for its answer. */
    private record Exchange(HttpServletRequest request, HttpServletResponse response, long start) {}

    private void answerLater(Exchange exchange, AsyncContext context) {
        try {
            answer(exchange);
        } catch (IOException e) {
            LOG.debug("{} is gone before it was answered", exchange.request().getRemoteAddr(), e);
        } finally {
            context.complete();
        }
    }

    private void answer(Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.request();
        HttpServletResponse response = exchange.response();
        try {
            Reply reply = reply(request);
            if (reply.status() >= 400 && !UnreadBody.drain(request, unreadBytesTaken(request, reply))) {
                reply = reply.with("Connection", "close");
            }
            send(reply, request, response);
        } catch (RuntimeException e) {
            HttpProblem problem = incident(request, e);
            if (response.isCommitted()) {
                throw new IOException("The answer is cut: " + problem.detail(), e);
            }
            response.reset();
            send(problem.asReply(), request, response);
        } finally {
            String route = gate.routeOf(request).map(r -> r.path().toString()).orElse("none");
            Duration took = Duration.ofNanos(System.nanoTime() - exchange.start());
            observer.answered(request.getMethod(), route, response.getStatus(), took);
        }
    }

    /**
     * Somebody without an account cannot keep the node busy with a body that nobody wants. From others a few times the
     * limit is taken: a body that is refused as too large is larger than the limit, and its sender is to learn why.
     */
    private long unreadBytesTaken(HttpServletRequest request, Reply reply) {
        boolean stranger = reply.status() == 401 || reply.status() == 429 || gate.isOpen(request);
        return stranger ? STRANGERS_BYTES : LIMITS_TAKEN * limit.bytes();
    }

    private Reply reply(HttpServletRequest request) throws IOException {
        try {
            Gate.Admitted admitted = gate.admit(request);
            return admitted.route().handler().handle(admitted.call());
        } catch (ProblemException e) {
            return e.problem().asReply();
        } catch (BodyTooLargeException e) {
            return HttpProblem.of(413, "Body too large", e.getMessage()).asReply();
        } catch (ArtifactStoreException e) {
            LOG.debug("{} {}: the store did not do it", request.getMethod(), request.getRequestURI(), e);
            return storeProblems.of(e).asReply();
        }
    }

    private static HttpProblem incident(HttpServletRequest request, RuntimeException e) {
        String id = UUID.randomUUID().toString();
        LOG.error("Incident {}: {} {} failed", id, request.getMethod(), request.getRequestURI(), e);
        return HttpProblem.of(
                        500,
                        "Fault of the node",
                        "This is a fault of the node and not of the request. Its log says more under incident " + id
                                + ".")
                .loggedAs(id);
    }

    private static void send(Reply reply, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        HEADERS.forEach(response::setHeader);
        reply.headers().forEach(response::setHeader);
        Optional<Content> optional = reply.content();
        if (optional.isEmpty()) {
            return;
        }
        try (Content content = optional.get()) {
            response.setContentType(content.type());
            content.length().ifPresent(response::setContentLengthLong);
            if (!request.getMethod().equals("HEAD")) {
                content.writeTo(response.getOutputStream());
            }
        }
    }
}
