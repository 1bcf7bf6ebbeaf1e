package org.trunkline.rest.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks a node, on behalf of one account. */
final class Client {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI node;
    private final Optional<String> account;

    private Client(URI node, Optional<String> account) {
        this.node = node;
        this.account = account;
    }

    static Client of(TestNode node, String account) {
        return new Client(node.address(), Optional.of(account));
    }

    static Client stranger(TestNode node) {
        return new Client(node.address(), Optional.empty());
    }

    Reply get(String path, String... headers) throws Exception {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    CompletableFuture<Reply> getAsync(String path, String... headers) {
        HttpRequest request = request(path).headers(headers).build();
        return HTTP.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(Reply::new);
    }

    Reply delete(String path, String... headers) throws Exception {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    Reply post(String path, String json, String... headers) throws Exception {
        return sendJson("POST", path, json, headers);
    }

    Reply put(String path, String json, String... headers) throws Exception {
        return sendJson("PUT", path, json, headers);
    }

    Reply sendJson(String method, String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        return send(request.method(method, BodyPublishers.ofString(json)), headers);
    }

    /** Without a Content-Length, so that the server learns only on the way how much comes. */
    Reply postChunked(String path, byte[] body) throws Exception {
        BodyPublisher publisher = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        return send(request(path).header("Content-Type", "application/json").POST(publisher));
    }

    Reply send(String method, String path, BodyPublisher body, String... headers) throws Exception {
        return send(request(path).method(method, body), headers);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path));
        account.ifPresent(name -> request.header("Authorization", basic(name + ":" + TestAccounts.passwordOf(name))));
        return request;
    }

    static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Reply(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    }

    /** What came back. */
    record Reply(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonObject json() {
            JsonElement json = JsonParser.parseString(text());
            return json.getAsJsonObject();
        }

        String detail() {
            return json().get("detail").getAsString();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + "\n" + text();
        }
    }
}
