package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.Route;

/** Holds the OpenAPI document against the routes, and against the rules of OpenAPI itself. */
class OpenApiTest {

    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\\s*\"#/components/schemas/(\\w+)\"");

    private TestNode node;
    private JsonObject document;

    @BeforeEach
    void read() throws Exception {
        node = TestNode.start();
        document =
                Client.of(node, TestAccounts.VIEWER).get("/api/v1/openapi.json").json();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static String name(Route route) {
        return route.method().name().toLowerCase(Locale.ROOT) + " " + route.path();
    }

    private JsonObject operation(Route route) {
        return document.getAsJsonObject("paths")
                .getAsJsonObject(route.path().toString())
                .getAsJsonObject(route.method().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void describesEveryRouteAndNothingElse() {
        Set<String> routes = new TreeSet<>();
        node.api().routes().all().forEach(route -> routes.add(name(route)));
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonElement> path :
                document.getAsJsonObject("paths").entrySet()) {
            path.getValue().getAsJsonObject().keySet().forEach(method -> described.add(method + " " + path.getKey()));
        }

        assertEquals(routes, described);
        assertEquals(node.api().routes().all().size(), routes.size(), "two routes are the same");
    }

    @Test
    void namesEachOperationOnce() {
        Set<String> ids = new HashSet<>();
        for (Route route : node.api().routes().all()) {
            assertTrue(ids.add(operation(route).get("operationId").getAsString()), name(route));
        }
    }

    @Test
    void namesExactlyTheParametersThatARouteTakes() {
        for (Route route : node.api().routes().all()) {
            Set<String> expected = new TreeSet<>();
            route.path().parameters().forEach(name -> expected.add("path " + name + " true"));
            for (Parameter parameter : route.operation().query()) {
                expected.add("query " + parameter.name() + " " + parameter.required());
            }
            route.operation().headers().forEach(header -> expected.add("header " + header.name() + " false"));
            Set<String> described = new TreeSet<>();
            JsonObject operation = operation(route);
            if (operation.has("parameters")) {
                for (JsonElement element : operation.getAsJsonArray("parameters")) {
                    JsonObject parameter = element.getAsJsonObject();
                    described.add(parameter.get("in").getAsString() + " "
                            + parameter.get("name").getAsString() + " "
                            + parameter.get("required").getAsBoolean());
                    assertTrue(parameter.getAsJsonObject("schema").has("type"), name(route));
                }
            }
            assertEquals(expected, described, name(route));
        }
    }

    @Test
    void saysWhoMayAskForWhat() {
        for (Route route : node.api().routes().all()) {
            JsonObject operation = operation(route);
            if (route.role().isEmpty()) {
                assertTrue(operation.getAsJsonArray("security").isEmpty(), name(route));
            } else {
                assertFalse(operation.has("security"), name(route));
                String role = route.role().get().name().toLowerCase(Locale.ROOT);
                assertEquals(
                        "Needs the role " + role + ".",
                        operation.get("description").getAsString(),
                        name(route));
            }
        }
        assertEquals("[{\"basic\":[]}]", document.get("security").toString());
    }

    @Test
    void describesEachAnswerInTheFormOfOpenApi() {
        for (Route route : node.api().routes().all()) {
            JsonObject responses = operation(route).getAsJsonObject("responses");
            assertTrue(responses.has("default"), name(route));
            for (Map.Entry<String, JsonElement> entry : responses.entrySet()) {
                assertTrue(entry.getKey().matches("[1-5][0-9][0-9]|default"), name(route));
                JsonObject response = entry.getValue().getAsJsonObject();
                assertFalse(response.get("description").getAsString().isBlank(), name(route));
                if (response.has("content")) {
                    for (Map.Entry<String, JsonElement> content :
                            response.getAsJsonObject("content").entrySet()) {
                        assertTrue(content.getKey().matches("[a-z]+/[a-z0-9.+-]+|\\*/\\*"), content.getKey());
                        assertTrue(content.getValue().getAsJsonObject().has("schema"), name(route));
                    }
                }
            }
        }
        assertTrue(document.get("openapi").getAsString().startsWith("3.1."));
        assertEquals("0.1.0", document.getAsJsonObject("info").get("version").getAsString());
        assertTrue(document.getAsJsonObject("info").has("title"));
    }

    @Test
    void hasEachSchemaThatItRefersToAndNoOther() {
        Set<String> schemas = document.getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .keySet();
        Set<String> referred = new TreeSet<>();
        Matcher references = REFERENCE.matcher(document.toString());
        while (references.find()) {
            referred.add(references.group(1));
        }

        assertEquals(new TreeSet<>(schemas), referred);
    }

    @Test
    void isForThoseWithAnAccount() throws Exception {
        assertEquals(401, Client.stranger(node).get("/api/v1/openapi.json").status());
    }

    @Test
    void listsTheRoutesThatTheDocumentationNames() throws Exception {
        String api = Files.readString(Path.of("../../docs/api.md"));
        for (Route route : node.api().routes().all()) {
            String path = route.path().toString();
            String shown = path.startsWith("/api/v1/store/") ? "/api/v1/store/..." : path;
            List<String> shorter = List.of(shown, shown.replace("/health/", "/"), shown.replace("/api/v1", ""));
            assertTrue(shorter.stream().anyMatch(api::contains), "docs/api.md does not name " + path);
        }
    }
}
