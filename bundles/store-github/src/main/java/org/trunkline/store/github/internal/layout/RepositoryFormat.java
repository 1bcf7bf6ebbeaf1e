package org.trunkline.store.github.internal.layout;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;

/**
 * The file {@code trunkline.json}, which names the layout of the repository. A version that does not know the layout must
 * not take what it does not find for removed.
 */
public final class RepositoryFormat {

    /** Its name, in the store's folder. */
    public static final String FILE = "trunkline.json";

    private static final int FORMAT = 1;

    private RepositoryFormat() {}

    public static byte[] content(Optional<BodyCipher> cipher) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        cipher.ifPresent(c -> json.addProperty("encryption", c.toString()));
        return (new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws ArtifactStoreException REJECTED if the layout is not one that this version knows */
    public static void check(byte[] content) throws ArtifactStoreException {
        String found;
        try {
            JsonElement json = JsonParser.parseString(new String(content, StandardCharsets.UTF_8));
            JsonElement format = json.isJsonObject() ? json.getAsJsonObject().get("format") : null;
            found = format == null ? "nothing" : format.toString();
        } catch (JsonParseException e) {
            throw ArtifactStoreException.rejected(
                    FILE + " of the repository is no JSON: " + e.getMessage()
                            + ". Set it back to an earlier commit; until then nothing is read or written.",
                    e);
        }
        if (!found.equals(Integer.toString(FORMAT))) {
            throw ArtifactStoreException.rejected(FILE + " of the repository names format " + found
                    + ", and this version of Trunkline knows format " + FORMAT
                    + ": update Trunkline on this node before it reads from or writes to this repository.");
        }
    }
}
