package org.trunkline.rest.internal.github;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a push event says of where it happened. GitHub puts that at the beginning, before the list of commits, which can be
 * long; what the beginning does not say is not known.
 *
 * @param ref what was pushed to, for example {@code refs/heads/main}
 * @param repository as {@code owner/name}
 * @param defaultBranch of the repository
 */
record PushNotice(Optional<String> ref, Optional<String> repository, Optional<String> defaultBranch) {

    private static final String REPOSITORY = "repository";

    /** @param beginning of the body: it may be cut anywhere */
    static PushNotice parse(byte[] beginning) {
        Map<String, String> found = new HashMap<>();
        try (JsonReader json =
                new JsonReader(new InputStreamReader(new ByteArrayInputStream(beginning), StandardCharsets.UTF_8))) {
            object(json, "", found);
        } catch (IOException | IllegalStateException e) {
            // here the beginning ends, or it is no push event: what was found until here is what is known
        }
        return new PushNotice(
                Optional.ofNullable(found.get("/ref")),
                Optional.ofNullable(found.get("/repository/full_name")),
                Optional.ofNullable(found.get("/repository/default_branch")));
    }

    private static void object(JsonReader json, String path, Map<String, String> found) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (json.peek() == JsonToken.STRING) {
                found.put(path + "/" + name, json.nextString());
            } else if (path.isEmpty() && name.equals(REPOSITORY) && json.peek() == JsonToken.BEGIN_OBJECT) {
                object(json, "/" + REPOSITORY, found);
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    /** Whether it is about a branch of a repository, or may be. Owners and names of repositories know no case. */
    boolean mayBeAbout(String ownRepository, Optional<String> ownBranch) {
        boolean elsewhere =
                repository.filter(name -> !name.equalsIgnoreCase(ownRepository)).isPresent();
        Optional<String> ownRef = ownBranch.or(() -> defaultBranch).map(branch -> "refs/heads/" + branch);
        boolean otherRef = ref.isPresent() && ownRef.isPresent() && !ref.equals(ownRef);
        return !elsewhere && !otherRef;
    }
}
