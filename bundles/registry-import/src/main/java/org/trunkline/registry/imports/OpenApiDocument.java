package org.trunkline.registry.imports;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * What an OpenAPI 3 or Swagger 2 document in JSON says, as far as an import has to know.
 *
 * @param host of the first server that has one
 */
record OpenApiDocument(String title, String version, Optional<String> host) {

    /** As registered for OpenAPI documents in JSON by the vendor tree. */
    static final String MEDIA_TYPE = "application/vnd.oai.openapi+json";

    /** Whether a document is JSON and not XML, by its first character. */
    static boolean isJson(byte[] document) {
        for (byte b : document) {
            if (b > ' ') {
                return b == '{';
            }
        }
        return false;
    }

    static OpenApiDocument read(byte[] bytes) throws InvalidDocumentException {
        JsonObject root = parse(bytes);
        if (!text(root, "openapi").startsWith("3.") && !text(root, "swagger").equals("2.0")) {
            throw new InvalidDocumentException(
                    "it is no OpenAPI document: it has neither 'openapi' 3 nor 'swagger' 2.0 at its top");
        }
        requireSelfContained(root);
        JsonObject info = root.get("info") instanceof JsonObject object ? object : new JsonObject();
        String title = text(info, "title").strip();
        String version = text(info, "version").strip();
        if (title.isEmpty() || version.isEmpty()) {
            throw new InvalidDocumentException("its 'info' lacks a title or a version");
        }
        return new OpenApiDocument(title, version, host(root));
    }

    private static JsonObject parse(byte[] bytes) throws InvalidDocumentException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (CharacterCodingException e) {
            throw new InvalidDocumentException("it is not UTF-8", e);
        } catch (JsonParseException | IllegalStateException e) {
            throw new InvalidDocumentException("it is not valid JSON: " + e.getMessage(), e);
        }
    }

    /** Its references are not followed, so one that leads elsewhere would be broken in the registry. */
    private static void requireSelfContained(JsonObject root) throws InvalidDocumentException {
        Deque<JsonElement> unseen = new ArrayDeque<>();
        unseen.add(root);
        while (!unseen.isEmpty()) {
            JsonElement element = unseen.remove();
            if (element instanceof JsonArray array) {
                array.forEach(unseen::add);
            } else if (element instanceof JsonObject object) {
                for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                    if (entry.getKey().equals("$ref")
                            && entry.getValue() instanceof JsonPrimitive target
                            && !target.getAsString().startsWith("#")) {
                        throw new InvalidDocumentException("it refers to another file, " + target.getAsString()
                                + "; bundle it into one document first");
                    }
                    unseen.add(entry.getValue());
                }
            }
        }
    }

    private static Optional<String> host(JsonObject root) {
        if (root.get("servers") instanceof JsonArray servers) {
            for (JsonElement server : servers) {
                Optional<String> host =
                        server instanceof JsonObject object ? host(text(object, "url")) : Optional.empty();
                if (host.isPresent()) {
                    return host;
                }
            }
        }
        return host("http://" + text(root, "host"));
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonObject object, String field) {
        return object.get(field) instanceof JsonPrimitive value ? value.getAsString() : "";
    }
}
