package org.trunkline.sync.document;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;

/** Reads one document, once. */
final class DocumentReader {

    private static final int MAX_DEPTH = 32;
    private static final Pattern LOCATION = Pattern.compile("at line (\\d+) column (\\d+)");

    private final ArtifactBody body;
    private final JsonReader json;
    private final XmlCheck xml = new XmlCheck();
    private final DocumentFields fields = new DocumentFields();

    DocumentReader(ArtifactBody body) {
        this.body = body;
        this.json = new JsonReader(new StrictUtf8Reader(body.asStream()));
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(MAX_DEPTH);
    }

    GatewayDocument read() throws InvalidDocumentException {
        try {
            readFields();
        } catch (StrictUtf8Reader.MalformedUtf8Exception e) {
            throw new InvalidDocumentException("The artifact is not UTF-8 text: broken at byte " + e.offset(), e);
        } catch (EOFException e) {
            throw new InvalidDocumentException("The artifact is not valid JSON: it ends too early" + location(), e);
        } catch (IOException e) {
            throw new InvalidDocumentException("The artifact is not valid JSON: " + reason(e) + location(), e);
        }
        return new GatewayDocument(body, apiId(), identity(), fields);
    }

    private void readFields() throws IOException, InvalidDocumentException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            throw new InvalidDocumentException(
                    "The artifact must be a JSON object, it is " + describe(json.peek()) + location());
        }
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = nextName(seen);
            Optional<DocumentField> field = DocumentField.ofWireName(name);
            if (field.isEmpty() || json.peek() == JsonToken.NULL) {
                json.skipValue();
            } else {
                readField(field.get());
            }
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new InvalidDocumentException("The artifact has more behind its JSON object" + location());
        }
    }

    private void readField(DocumentField field) throws IOException, InvalidDocumentException {
        switch (field.form()) {
            case TEXT:
                fields.putText(field, nextText(field.wireName()));
                break;
            case XML_TEXT:
                fields.putText(field, nextXml(field));
                break;
            case CONTENTS:
            case XML_CONTENTS:
                fields.putContents(field, nextContents(field));
                break;
            case CREDENTIALS:
                fields.putCredentials(nextCredentials(field));
                break;
            default:
                fields.putNames(field, nextNames(field));
        }
    }

    private String nextXml(DocumentField field) throws IOException, InvalidDocumentException {
        String value = nextText(field.wireName());
        if (!value.isBlank()) {
            xml.check(field.wireName(), value);
        }
        return value;
    }

    private List<Content> nextContents(DocumentField field) throws IOException, InvalidDocumentException {
        List<Content> contents = new ArrayList<>();
        beginArray(field);
        while (json.hasNext()) {
            Pair pair = nextPair(field, "name", "content");
            if (field.form() == DocumentField.Form.XML_CONTENTS) {
                xml.check("'" + pair.first + "' of " + field.wireName(), pair.second);
            }
            contents.add(new Content(pair.first, pair.second));
        }
        json.endArray();
        return contents;
    }

    private List<Credential> nextCredentials(DocumentField field) throws IOException, InvalidDocumentException {
        List<Credential> credentials = new ArrayList<>();
        beginArray(field);
        while (json.hasNext()) {
            Pair pair = nextPair(field, "alias", "password");
            credentials.add(new Credential(pair.first, pair.second));
        }
        json.endArray();
        return credentials;
    }

    private List<String> nextNames(DocumentField field) throws IOException, InvalidDocumentException {
        List<String> names = new ArrayList<>();
        beginArray(field);
        while (json.hasNext()) {
            names.add(nextText("an entry of " + field.wireName()));
        }
        json.endArray();
        return names;
    }

    private void beginArray(DocumentField field) throws IOException, InvalidDocumentException {
        require(JsonToken.BEGIN_ARRAY, field.wireName());
        json.beginArray();
    }

    private Pair nextPair(DocumentField field, String firstName, String secondName)
            throws IOException, InvalidDocumentException {
        String owner = "an entry of " + field.wireName();
        require(JsonToken.BEGIN_OBJECT, owner);
        Set<String> seen = new HashSet<>();
        Pair pair = new Pair();
        json.beginObject();
        while (json.hasNext()) {
            String name = nextName(seen);
            if (name.equals(firstName)) {
                pair.first = nextText(name + " of " + owner);
            } else if (name.equals(secondName)) {
                pair.second = nextText(name + " of " + owner);
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        if (pair.first == null || pair.first.isBlank() || pair.second == null) {
            throw new InvalidDocumentException(
                    "The artifact has " + owner + " without " + firstName + " or " + secondName + location());
        }
        return pair;
    }

    private String nextName(Set<String> seen) throws IOException, InvalidDocumentException {
        String name = json.nextName();
        if (!seen.add(name)) {
            throw new InvalidDocumentException(
                    "The artifact names the field '" + shorten(name) + "' twice" + location());
        }
        return name;
    }

    private String nextText(String what) throws IOException, InvalidDocumentException {
        require(JsonToken.STRING, what);
        return json.nextString();
    }

    private void require(JsonToken expected, String what) throws IOException, InvalidDocumentException {
        JsonToken found = json.peek();
        if (found != expected) {
            throw new InvalidDocumentException("In the artifact, " + what + " must be " + describe(expected)
                    + ", it is " + describe(found) + location());
        }
    }

    private String apiId() throws InvalidDocumentException {
        String id = requireText(DocumentField.API_ID);
        if (id.indexOf('/') >= 0 || id.indexOf('\\') >= 0 || id.equals(".") || id.equals("..")) {
            throw new InvalidDocumentException("The apiId of the artifact must not hold a slash or a backslash, nor be"
                    + " '.' or '..': '" + shorten(id) + "'");
        }
        return id;
    }

    private ApiIdentity identity() throws InvalidDocumentException {
        ApiIdentity identity = ApiIdentity.of(
                requireText(DocumentField.NAME),
                requireText(DocumentField.VERSION),
                requireText(DocumentField.TENANT_DOMAIN));
        if (fields.text(DocumentField.PROVIDER).isEmpty()) {
            return identity;
        }
        return identity.providedBy(requireText(DocumentField.PROVIDER));
    }

    private String requireText(DocumentField field) throws InvalidDocumentException {
        String what = "The " + field.wireName() + " of the artifact";
        String value = fields.text(field)
                .orElseThrow(() -> new InvalidDocumentException(what + " is missing or blank: it must name the API"));
        if (value.length() > ArtifactKey.MAX_LENGTH) {
            throw new InvalidDocumentException(
                    what + " has " + value.length() + " characters, " + ArtifactKey.MAX_LENGTH + " are allowed");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidDocumentException(what + " holds a control character");
        }
        return value;
    }

    private String location() {
        // Gson tells where it stands in its text form only.
        Matcher matcher = LOCATION.matcher(json.toString());
        return matcher.find() ? " (line " + matcher.group(1) + ", column " + matcher.group(2) + ")" : "";
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (!(e instanceof MalformedJsonException) || message.startsWith("Use JsonReader")) {
            return "there is something that JSON does not allow";
        }
        int end = message.indexOf(" at line ");
        return end < 0 ? message : message.substring(0, end);
    }

    private static String describe(JsonToken token) {
        switch (token) {
            case BEGIN_OBJECT:
                return "an object";
            case BEGIN_ARRAY:
                return "an array";
            case STRING:
                return "a string";
            default:
                return token.name().toLowerCase(Locale.ROOT);
        }
    }

    private static String shorten(String text) {
        StringBuilder visible = new StringBuilder();
        text.chars().limit(80).forEach(c -> visible.append(Character.isISOControl(c) ? '?' : (char) c));
        return text.length() > 80 ? visible + "..." : visible.toString();
    }

    /** Two values that belong together. */
    private static final class Pair {
        private String first;
        private String second;
    }
}
