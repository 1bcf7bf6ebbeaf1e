package org.trunkline.rest.internal.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.Media;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.server.Role;

/** Writes the routes as an OpenAPI 3.1 document. The schemas stand in a resource, everything else comes from the routes. */
final class OpenApiDocument {

    private static final String SCHEMAS = "schemas.json";

    private final String version;

    OpenApiDocument(String version) {
        this.version = version;
    }

    JsonObject of(List<Route> routes) {
        JsonObject document = new JsonObject();
        document.addProperty("openapi", "3.1.0");
        document.add("info", info());
        document.add("security", security());
        JsonObject paths = new JsonObject();
        for (Route route : routes) {
            String path = route.path().toString();
            if (!paths.has(path)) {
                paths.add(path, new JsonObject());
            }
            paths.getAsJsonObject(path).add(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        document.add("paths", paths);
        document.add("components", components());
        return document;
    }

    private JsonObject info() {
        JsonObject info = new JsonObject();
        info.addProperty("title", "Trunkline management API");
        info.addProperty("version", version);
        return info;
    }

    private static JsonArray security() {
        JsonObject scheme = new JsonObject();
        scheme.add("basic", new JsonArray());
        JsonArray security = new JsonArray();
        security.add(scheme);
        return security;
    }

    private static JsonObject operation(Route route) {
        Operation operation = route.operation();
        JsonObject json = new JsonObject();
        json.addProperty("operationId", operation.id());
        json.addProperty("summary", operation.summary());
        route.role().ifPresent(role -> json.addProperty("description", "Needs the role " + name(role) + "."));
        if (route.role().isEmpty()) {
            json.add("security", new JsonArray());
        }
        JsonArray parameters = parameters(route);
        if (!parameters.isEmpty()) {
            json.add("parameters", parameters);
        }
        operation.body().ifPresent(media -> json.add("requestBody", requestBody(media)));
        json.add("responses", responses(route));
        return json;
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static JsonArray parameters(Route route) {
        JsonArray parameters = new JsonArray();
        for (String name : route.path().parameters()) {
            parameters.add(parameter("path", Parameter.required(name, "a part of the path, percent-encoded")));
        }
        route.operation().query().forEach(parameter -> parameters.add(parameter("query", parameter)));
        route.operation().headers().forEach(parameter -> parameters.add(parameter("header", parameter)));
        return parameters;
    }

    private static JsonObject parameter(String in, Parameter parameter) {
        JsonObject type = new JsonObject();
        type.addProperty("type", parameter.type() == Parameter.Type.NUMBER ? "integer" : "string");
        JsonObject schema = type;
        if (parameter.repeated()) {
            schema = new JsonObject();
            schema.addProperty("type", "array");
            schema.add("items", type);
        }
        JsonObject json = new JsonObject();
        json.addProperty("name", parameter.name());
        json.addProperty("in", in);
        json.addProperty("required", parameter.required());
        json.addProperty("description", parameter.description());
        json.add("schema", schema);
        return json;
    }

    private static JsonObject requestBody(Media media) {
        JsonObject json = new JsonObject();
        json.addProperty("required", true);
        json.add("content", content(media));
        return json;
    }

    private static JsonObject responses(Route route) {
        JsonObject responses = new JsonObject();
        for (Answer answer : AllAnswers.of(route)) {
            responses.add(Integer.toString(answer.status()), response(answer));
        }
        responses.add(
                "default",
                response(Answer.empty(500, "a fault of the node, whose log has it under the incident named")));
        return responses;
    }

    private static JsonObject response(Answer answer) {
        JsonObject response = new JsonObject();
        response.addProperty("description", answer.meaning());
        Optional<Media> body = answer.body();
        if (body.isEmpty() && answer.status() >= 400) {
            body = Optional.of(new Media(HttpProblem.CONTENT_TYPE, "Problem"));
        }
        body.ifPresent(media -> response.add("content", content(media)));
        return response;
    }

    private static JsonObject content(Media media) {
        JsonObject reference = new JsonObject();
        reference.addProperty("$ref", "#/components/schemas/" + media.schema());
        JsonObject schema = new JsonObject();
        schema.add("schema", reference);
        JsonObject content = new JsonObject();
        content.add(media.type(), schema);
        return content;
    }

    private static JsonObject components() {
        JsonObject basic = new JsonObject();
        basic.addProperty("type", "http");
        basic.addProperty("scheme", "basic");
        JsonObject schemes = new JsonObject();
        schemes.add("basic", basic);
        JsonObject components = new JsonObject();
        components.add("securitySchemes", schemes);
        components.add("schemas", schemas());
        return components;
    }

    private static JsonElement schemas() {
        try (InputStream in =
                Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(SCHEMAS), "resource " + SCHEMAS)) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + SCHEMAS + " of the bundle cannot be read", e);
        }
    }
}
