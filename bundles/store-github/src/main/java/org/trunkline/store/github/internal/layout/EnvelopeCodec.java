package org.trunkline.store.github.internal.layout;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** One artifact as one readable JSON file: what is known about it, and its body. Thread-safe. */
public final class EnvelopeCodec {

    private static final int FORMAT = 1;
    private static final Gson PRETTY = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final Optional<BodyCipher> cipher;

    /** @param cipher for new bodies; files without encryption are read all the same */
    public EnvelopeCodec(Optional<BodyCipher> cipher) {
        this.cipher = cipher;
    }

    /** Names the layout of the repository and the key that new bodies are encrypted with. */
    public byte[] repositoryFormat() {
        return RepositoryFormat.content(cipher);
    }

    public byte[] write(ArtifactWrite write, Instant savedAt) {
        ArtifactKey key = write.key();
        JsonObject api = new JsonObject();
        api.addProperty("name", write.api().name());
        api.addProperty("version", write.api().version());
        api.addProperty("tenant", write.api().tenant());
        write.api().provider().ifPresent(provider -> api.addProperty("provider", provider));
        JsonObject envelope = new JsonObject();
        envelope.addProperty("trunkline", FORMAT);
        envelope.addProperty("instruction", write.instruction().wireName());
        if (key.kind() == ArtifactKey.Kind.SYNAPSE) {
            envelope.addProperty("label", key.label());
        } else {
            envelope.addProperty("revision", key.id());
        }
        envelope.addProperty("apiId", key.apiId());
        envelope.add("api", api);
        envelope.addProperty("savedAt", savedAt.toString());
        write.savedBy().ifPresent(user -> envelope.addProperty("savedBy", user));
        byte[] body = write.body().toByteArray();
        envelope.addProperty("size", body.length);
        if (cipher.isPresent()) {
            // no digest in clear: it would tell which bodies are the same, and confirm a guess
            envelope.add("encrypted", cipher.get().encrypt(key, body));
        } else {
            envelope.addProperty("sha256", write.body().sha256());
            EnvelopeBody.write(body, envelope);
        }
        return (PRETTY.toJson(envelope) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The artifact in a file.
     *
     * @param place what the file's path says that it holds
     * @throws ArtifactStoreException REJECTED if the file is damaged, is of a newer format, is encrypted with another key,
     *     or holds another artifact than its path says
     */
    public Artifact read(String path, ArtifactPaths.Place place, byte[] file, Revision revision)
            throws ArtifactStoreException {
        return opened(path, place.key(), () -> {
            JsonObject envelope = envelope(place, file);
            ArtifactBody body = body(place.key(), envelope);
            ArtifactInfo info = info(place, envelope, Optional.of(body), revision);
            String named = envelope.has("sha256") ? text(envelope, "sha256") : body.sha256();
            if (!named.equals(body.sha256()) || info.size() != body.size()) {
                throw new IllegalArgumentException("its body was changed: it has SHA-256 " + body.sha256() + " and "
                        + body.size() + " bytes, saved were " + named + " and " + info.size()
                        + " (who means the change takes sha256 and size out of the file)");
            }
            return new Artifact(info, body);
        });
    }

    /**
     * What a file says of the artifact in it. The body is looked at only where it is encrypted, and so is its digest.
     *
     * @throws ArtifactStoreException as {@link #read}
     */
    public ArtifactInfo info(String path, ArtifactPaths.Place place, byte[] file, Revision revision)
            throws ArtifactStoreException {
        return opened(path, place.key(), () -> {
            JsonObject envelope = envelope(place, file);
            boolean known = envelope.has("sha256") && envelope.has("size");
            Optional<ArtifactBody> body = known ? Optional.empty() : Optional.of(body(place.key(), envelope));
            return info(place, envelope, body, revision);
        });
    }

    private static <T> T opened(String path, ArtifactKey key, Supplier<T> opening) throws ArtifactStoreException {
        try {
            return opening.get();
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | DateTimeException e) {
            String why = e instanceof JsonParseException ? "it is no JSON: " + e.getMessage() : e.getMessage();
            throw ArtifactStoreException.rejected(
                    "Cannot read " + key + " from file " + path + " of the repository: " + why
                            + ". Publish the API again, or set the file back to a commit in which it was whole.",
                    e);
        }
    }

    private static JsonObject envelope(ArtifactPaths.Place place, byte[] file) {
        JsonElement json = JsonParser.parseString(new String(file, StandardCharsets.UTF_8));
        if (!json.isJsonObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        JsonObject envelope = json.getAsJsonObject();
        int format = number(envelope, "trunkline");
        if (format != FORMAT) {
            throw new IllegalArgumentException("its format is " + format + ", this version knows " + FORMAT);
        }
        ArtifactKey key = place.key();
        Instruction instruction = Instruction.ofWireName(text(envelope, "instruction"));
        boolean synapse = key.kind() == ArtifactKey.Kind.SYNAPSE;
        ArtifactKey named = synapse
                ? ArtifactKey.synapse(text(envelope, "label"), text(envelope, "apiId"))
                : ArtifactKey.revisionArchive(text(envelope, "apiId"), text(envelope, "revision"));
        if (!named.equals(key) || instruction != place.instruction()) {
            throw new IllegalArgumentException(
                    "it holds the " + instruction.wireName() + " of " + named + ", which does not belong there");
        }
        return envelope;
    }

    /** @param body gives what the envelope does not name; always given if it names no digest or no size */
    private static ArtifactInfo info(
            ArtifactPaths.Place place, JsonObject envelope, Optional<ArtifactBody> body, Revision revision) {
        JsonObject api = envelope.getAsJsonObject("api");
        if (api == null) {
            throw new IllegalArgumentException("it names no api");
        }
        ApiIdentity identity = ApiIdentity.of(text(api, "name"), text(api, "version"), text(api, "tenant"));
        if (api.has("provider")) {
            identity = identity.providedBy(text(api, "provider"));
        }
        Optional<String> savedBy = envelope.has("savedBy") ? Optional.of(text(envelope, "savedBy")) : Optional.empty();
        return new ArtifactInfo(
                place.key(),
                place.instruction(),
                identity,
                revision,
                Instant.parse(text(envelope, "savedAt")),
                savedBy,
                envelope.has("size")
                        ? number(envelope, "size")
                        : body.orElseThrow().size(),
                body.map(ArtifactBody::sha256).orElseGet(() -> text(envelope, "sha256")));
    }

    private ArtifactBody body(ArtifactKey key, JsonObject envelope) {
        if (!envelope.has("encrypted")) {
            return ArtifactBody.of(EnvelopeBody.read(envelope));
        }
        if (cipher.isEmpty()) {
            throw new IllegalArgumentException(
                    "it is encrypted and no key is configured; set [store.github] encryption_key");
        }
        return ArtifactBody.of(cipher.get().decrypt(key, envelope.getAsJsonObject("encrypted")));
    }

    private static String text(JsonObject object, String member) {
        return EnvelopeBody.text(object.get(member), member);
    }

    private static int number(JsonObject object, String member) {
        JsonElement element = object.get(member);
        if (element == null
                || !element.isJsonPrimitive()
                || !element.getAsJsonPrimitive().isNumber()) {
            throw new IllegalArgumentException(member + " is no number");
        }
        return element.getAsInt();
    }
}
