package org.trunkline.sync.carbon.internal.own;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.document.InvalidDocumentException;

/**
 * The text of a stored document, if the host can read it into its {@code GatewayAPIDTO}. The host does that without a net: a
 * text that it cannot read ends its start-up. What a saver of ours stored was checked in full; this is the quick check for
 * what came into the store by another way, and so it leaves the XML parts to the host, which survives those.
 */
final class HostDocument {

    private static final Set<String> TEXTS =
            Set.of("name", "version", "provider", "tenantDomain", "apiId", "apiDefinition", "defaultAPIDefinition");

    private static final Set<String> NAMES = Set.of(
            "sequencesToBeRemove",
            "localEntriesToBeRemove",
            "clientCertificatesToBeRemove",
            "endpointEntriesToBeRemove",
            "credentialsToBeRemove");

    private static final Set<String> CONTENTS = Set.of(
            "sequenceToBeAdd",
            "localEntriesToBeAdd",
            "clientCertificatesToBeAdd",
            "endpointEntriesToBeAdd",
            "credentialsToBeAdd");

    private HostDocument() {}

    /** @throws InvalidDocumentException if the body is not UTF-8, or not JSON of the form that the host expects */
    static String text(ArtifactBody body) throws InvalidDocumentException {
        String text = decode(body);
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                readMember(json, json.nextName());
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new InvalidDocumentException("something follows the document");
            }
            return text;
        } catch (MalformedJsonException | EOFException | IllegalStateException e) {
            throw new InvalidDocumentException("it is not JSON of the form that is due: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("A string can always be read", e);
        }
    }

    private static String decode(ArtifactBody body) throws InvalidDocumentException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidDocumentException("it is not UTF-8", e);
        }
    }

    private static void readMember(JsonReader json, String name) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
        } else if (TEXTS.contains(name)) {
            json.nextString();
        } else if (NAMES.contains(name)) {
            json.beginArray();
            while (json.hasNext()) {
                json.nextString();
            }
            json.endArray();
        } else if (CONTENTS.contains(name)) {
            json.beginArray();
            while (json.hasNext()) {
                readContent(json);
            }
            json.endArray();
        } else {
            json.skipValue();
        }
    }

    private static void readContent(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            json.nextName();
            json.nextString();
        }
        json.endObject();
    }
}
