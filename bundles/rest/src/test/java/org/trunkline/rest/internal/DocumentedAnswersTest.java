package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every answer that the OpenAPI document promises is brought about once, and has the form that it promises. */
class DocumentedAnswersTest {

    private static final String DEFAULT = "default";

    /** One answer of one operation. */
    private record Documented(String method, String path, String operation, String status, JsonObject response) {

        String name() {
            return operation + " " + status;
        }
    }

    private static JsonObject document() throws Exception {
        try (TestNode node = TestNode.start()) {
            return Client.of(node, TestAccounts.VIEWER)
                    .get("/api/v1/openapi.json")
                    .json();
        }
    }

    private static List<Documented> documented(JsonObject document) {
        List<Documented> all = new ArrayList<>();
        for (Map.Entry<String, JsonElement> path :
                document.getAsJsonObject("paths").entrySet()) {
            for (Map.Entry<String, JsonElement> method :
                    path.getValue().getAsJsonObject().entrySet()) {
                JsonObject operation = method.getValue().getAsJsonObject();
                for (Map.Entry<String, JsonElement> response :
                        operation.getAsJsonObject("responses").entrySet()) {
                    all.add(new Documented(
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.get("operationId").getAsString(),
                            response.getKey(),
                            response.getValue().getAsJsonObject()));
                }
            }
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentedAnswerIsGiven() throws Exception {
        JsonObject document = document();
        Schemas schemas = new Schemas(document);
        TestNode untouched = TestNode.start();
        return documented(document).stream()
                .filter(answer -> !answer.status().equals(DEFAULT))
                .map(answer -> DynamicTest.dynamicTest(answer.name(), () -> bringAbout(answer, schemas, untouched)))
                .onClose(untouched::close);
    }

    /** What is refused before a route is reached changes no node, so one serves all of that. */
    private static void bringAbout(Documented answer, Schemas schemas, TestNode untouched) throws Exception {
        if (Exchanges.isRefusedAtTheGate(answer.operation(), answer.status())) {
            check(answer, schemas, untouched);
            return;
        }
        try (TestNode node = TestNode.start()) {
            check(answer, schemas, node);
        }
    }

    private static void check(Documented answer, Schemas schemas, TestNode node) throws Exception {
        Client.Reply reply = Exchanges.of(answer.operation(), answer.method(), answer.path(), answer.status())
                .with(node);

        assertEquals(answer.status(), Integer.toString(reply.status()), reply.toString());
        if (!answer.response().has("content")) {
            assertEquals("", reply.text());
            return;
        }
        Map.Entry<String, JsonElement> content = answer.response()
                .getAsJsonObject("content")
                .entrySet()
                .iterator()
                .next();
        String type = reply.header("Content-Type").orElse("").replaceAll(";.*", "");
        assertTrue(content.getKey().equals("*/*") || content.getKey().equals(type), type);
        if (type.endsWith("json")) {
            String reference = content.getValue()
                    .getAsJsonObject()
                    .getAsJsonObject("schema")
                    .get("$ref")
                    .getAsString();
            String schema = reference.substring(reference.lastIndexOf('/') + 1);
            assertTrue(
                    schemas.check(schema, reply.text()).isEmpty(),
                    () -> schema + ": " + schemas.check(schema, reply.text()) + "\n" + reply);
        }
    }

    @Test
    void noAnswerIsBroughtAboutThatIsNotDocumented() throws Exception {
        TreeSet<String> documented = new TreeSet<>();
        documented(document()).forEach(answer -> documented.add(answer.name()));

        assertTrue(documented.containsAll(Exchanges.names()), () -> {
            TreeSet<String> others = new TreeSet<>(Exchanges.names());
            others.removeAll(documented);
            return "not documented: " + others;
        });
    }

    @Test
    void theSchemasAreNotSoWideThatTheyTakeAnything() throws Exception {
        JsonObject document = document();
        Schemas schemas = new Schemas(document);
        Map<String, JsonElement> all = new TreeMap<>(document.getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .asMap());
        all.remove("Text");
        all.remove("Frames");
        for (String schema : all.keySet()) {
            assertTrue(!schemas.check(schema, "17").isEmpty(), schema + " takes a number");
        }
    }
}
