package org.trunkline.cli.diff;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document in lines that a person can read and a comparison can tell apart. An artifact is JSON that holds XML in texts, and
 * that XML holds JSON (the OpenAPI document) in turn, each mostly in one long line: all of it is laid out, whatever is inside
 * whatever. A text that is neither stays in the lines that it has. Only how a document is spelled gets lost: white space
 * between its parts, escapes.
 */
final class ReadableDocument {

    private static final String INDENTATION = "  ";
    private static final String QUOTES = "\"\"\"";

    private static final TypeAdapter<JsonElement> STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create().getAdapter(JsonElement.class);
    private static final Gson LITERALS =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private ReadableDocument() {}

    static List<String> lines(String text) {
        return laidOut(text).orElseGet(() -> text.lines().toList());
    }

    /** The lines of JSON or XML; empty if it is neither. */
    private static Optional<List<String>> laidOut(String text) {
        var start = text.stripLeading();
        if (start.startsWith("<")) {
            return ReadableXml.lines(text);
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return json(text);
        }
        return Optional.empty();
    }

    private static Optional<List<String>> json(String text) {
        JsonElement json;
        try {
            json = STRICT.fromJson(text);
        } catch (JsonParseException | IOException e) {
            return Optional.empty(); // it only begins like JSON: it is shown as the text that it is
        }
        var lines = new ArrayList<String>();
        write(json, "", "", "", lines);
        return Optional.of(lines);
    }

    /** What a text inside of another document is in lines of its own; empty if it fits into one of that document's. */
    static Optional<List<String>> nested(String text) {
        return laidOut(text)
                .or(() -> text.strip().contains("\n") ? Optional.of(text.lines().toList()) : Optional.empty())
                .filter(lines -> lines.size() > 1);
    }

    private static void write(JsonElement value, String indent, String before, String after, List<String> lines) {
        if (value instanceof JsonObject object && !object.isEmpty()) {
            lines.add(indent + before + "{");
            for (Iterator<Map.Entry<String, JsonElement>> members =
                            object.entrySet().iterator();
                    members.hasNext(); ) {
                var member = members.next();
                var name = LITERALS.toJson(member.getKey()) + ": ";
                write(member.getValue(), indent + INDENTATION, name, members.hasNext() ? "," : "", lines);
            }
            lines.add(indent + "}" + after);
        } else if (value instanceof JsonArray array && !array.isEmpty()) {
            lines.add(indent + before + "[");
            for (var elements = array.iterator(); elements.hasNext(); ) {
                var element = elements.next();
                write(element, indent + INDENTATION, "", elements.hasNext() ? "," : "", lines);
            }
            lines.add(indent + "]" + after);
        } else {
            writeText(value, indent, before, after, lines);
        }
    }

    private static void writeText(JsonElement value, String indent, String before, String after, List<String> lines) {
        Optional<List<String>> inner = value instanceof JsonPrimitive primitive && primitive.isString()
                ? nested(primitive.getAsString())
                : Optional.empty();
        if (inner.isEmpty()) {
            lines.add(indent + before + LITERALS.toJson(value) + after);
            return;
        }
        lines.add(indent + before + QUOTES);
        inner.get().forEach(line -> lines.add(indent + INDENTATION + line));
        lines.add(indent + QUOTES + after);
    }
}
