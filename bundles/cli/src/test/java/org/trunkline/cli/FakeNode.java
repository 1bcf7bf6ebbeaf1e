package org.trunkline.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/** Answers as a node's management API does, with what a test tells it, and remembers what it was asked. */
public final class FakeNode implements AutoCloseable {

    /** What arrived. */
    public record Asked(
            String method, String uri, String authorization, String contentType, String ifMatch, String body) {}

    private record Reply(int status, String contentType, String body) {}

    private static final InetSocketAddress FREE_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpServer server;
    private final String scheme;
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

    private FakeNode(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::handle);
        server.start();
    }

    public static FakeNode inClear() throws IOException {
        return new FakeNode(HttpServer.create(FREE_PORT, 0), "http");
    }

    public static FakeNode withTls(SSLContext context) throws IOException {
        var server = HttpsServer.create(FREE_PORT, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new FakeNode(server, "https");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    /** Sets the next answer to a method and path, without the query. The last one given is repeated. */
    public FakeNode answers(String methodAndPath, int status, String json) {
        return answers(methodAndPath, status, status < 400 ? "application/json" : "application/problem+json", json);
    }

    public FakeNode answers(String methodAndPath, int status, String contentType, String body) {
        replies.computeIfAbsent(methodAndPath, key -> new ArrayDeque<>()).add(new Reply(status, contentType, body));
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    uri.toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("If-Match")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var reply = next(exchange.getRequestMethod() + " " + uri.getRawPath());
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Reply next(String methodAndPath) {
        var queue = replies.get(methodAndPath);
        if (queue == null) {
            return new Reply(404, "application/problem+json", "{\"title\":\"Nothing there\",\"status\":404}");
        }
        return queue.size() > 1 ? queue.remove() : queue.element();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
