package org.trunkline.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the sample APIs call: a small HTTP server on a free loopback port with an answer for each path it knows. */
final class BackEnd implements AutoCloseable {

    private static final Map<String, String> ANSWERS = Map.of(
            "/pizza/spring/menu", "[{\"name\":\"Asparagi\",\"price\":11.5,\"vegetarian\":true}]",
            "/pizza/summer/menu", "[{\"name\":\"Melanzane\",\"price\":10.5,\"vegetarian\":true}]",
            "/weather/forecasts/Oslo", "{\"city\":\"Oslo\",\"sky\":\"clear\",\"highest\":4,\"lowest\":-3}",
            "/library/books", "[{\"isbn\":\"9780141439518\",\"title\":\"Pride and Prejudice\",\"onLoan\":false}]",
            "/warehouse/stock", "[{\"article\":\"flour\",\"pieces\":120,\"shelf\":\"B4\"}]");

    private HttpServer server;
    private ExecutorService threads;

    /** Opens the port and gives the address. */
    URI start() throws StepFailed {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new StepFailed("No port could be opened on 127.0.0.1: " + e + ".", e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "back-end");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", BackEnd::answer);
        server.start();
        return address();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var known = ANSWERS.get(path);
            var body = (known == null ? "{\"problem\":\"The back end has nothing at this path\"}" : known)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
