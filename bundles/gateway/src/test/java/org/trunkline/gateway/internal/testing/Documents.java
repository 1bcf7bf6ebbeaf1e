package org.trunkline.gateway.internal.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trunkline.sync.ArtifactBody;

/** Makes gateway documents as WSO2's publisher writes them. Immutable. */
public record Documents(
        String id,
        String name,
        String version,
        String definition,
        String defaultDefinition,
        Map<String, String> sequences,
        Map<String, String> endpoints) {

    /** An API with one resource for everything, which runs the given mediators on its way in. */
    public static Documents api(String name, String context, String mediators) {
        return resources(name, context, resource("/*", mediators, "<send/>"));
    }

    public static Documents resources(String name, String context, String resources) {
        String definition = "<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"admin--" + name + "\" context=\""
                + context + "/1.0.0\" version=\"1.0.0\" version-type=\"context\" transports=\"http,https\">" + resources
                + "</api>";
        return new Documents(name.toLowerCase() + "-id", name, "1.0.0", definition, null, Map.of(), Map.of());
    }

    public static String resource(String mapping, String in, String out) {
        return "<resource methods=\"GET POST PUT DELETE HEAD\" url-mapping=\"" + mapping
                + "\" faultSequence=\"fault\"><inSequence>" + in + "</inSequence><outSequence>" + out
                + "</outSequence></resource>";
    }

    /** A send to an address, as WSO2's publisher writes it. */
    public static String sendTo(Object address) {
        return "<send><endpoint><http uri-template=\"" + address
                + "\"><timeout><duration>30000</duration><responseAction>fault</responseAction></timeout></http>"
                + "</endpoint></send>";
    }

    public Documents withId(String newId) {
        return new Documents(newId, name, version, definition, defaultDefinition, sequences, endpoints);
    }

    public Documents withDefinition(String newDefinition) {
        return new Documents(id, name, version, newDefinition, defaultDefinition, sequences, endpoints);
    }

    public Documents withDefault(String newDefault) {
        return new Documents(id, name, version, definition, newDefault, sequences, endpoints);
    }

    public Documents withHandlers(String... classes) {
        StringBuilder handlers = new StringBuilder("<handlers>");
        for (String className : classes) {
            handlers.append("<handler class=\"").append(className).append("\"/>");
        }
        return withDefinition(definition.replace("</api>", handlers + "</handlers></api>"));
    }

    public Documents withSequence(String key, String content) {
        return new Documents(
                id,
                name,
                version,
                definition,
                defaultDefinition,
                plus(
                        sequences,
                        key,
                        "<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"" + key + "\">" + content
                                + "</sequence>"),
                endpoints);
    }

    public Documents withEndpoint(String key, String content) {
        return new Documents(
                id,
                name,
                version,
                definition,
                defaultDefinition,
                sequences,
                plus(
                        endpoints,
                        key,
                        "<endpoint xmlns=\"http://ws.apache.org/ns/synapse\" name=\"" + key + "\">" + content
                                + "</endpoint>"));
    }

    private static Map<String, String> plus(Map<String, String> map, String key, String value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    public ArtifactBody body() {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("version", version);
        json.addProperty("provider", "admin");
        json.addProperty("tenantDomain", "carbon.super");
        json.addProperty("apiId", id);
        if (definition != null) {
            json.addProperty("apiDefinition", definition);
        }
        if (defaultDefinition != null) {
            json.addProperty("defaultAPIDefinition", defaultDefinition);
        }
        json.addProperty("override", true);
        json.add("sequenceToBeAdd", contents(sequences));
        json.add("endpointEntriesToBeAdd", contents(endpoints));
        return ArtifactBody.of(json.toString());
    }

    private static JsonArray contents(Map<String, String> parts) {
        JsonArray array = new JsonArray();
        parts.forEach((key, content) -> {
            JsonObject part = new JsonObject();
            part.addProperty("name", key);
            part.addProperty("content", content);
            array.add(part);
        });
        return array;
    }

    /** A document of {@code src/test/resources/artifacts}, with the back end's address put in. */
    public static ArtifactBody file(String name, Object backEnd) {
        try (InputStream in = Documents.class.getResourceAsStream("/artifacts/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ArtifactBody.of(text.replace("http://127.0.0.1:9090", backEnd.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
