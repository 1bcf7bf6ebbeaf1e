package org.trunkline.rest.internal.artifacts;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactWrite;

/** How artifacts are shown. */
public final class ArtifactJson {

    public JsonObject of(ArtifactInfo info) {
        JsonObject json =
                start(info.key().label(), info.key().id(), info.instruction().wireName(), info.api());
        json.addProperty("revision", info.revision().toString());
        json.addProperty("savedAt", info.savedAt().toString());
        info.savedBy().ifPresent(user -> json.addProperty("savedBy", user));
        json.addProperty("size", info.size());
        json.addProperty("sha256", info.sha256());
        return json;
    }

    /** What was handed over, as far as it is known without asking anybody. */
    JsonObject of(ArtifactWrite write) {
        JsonObject json =
                start(write.key().label(), write.key().id(), write.instruction().wireName(), write.api());
        write.savedBy().ifPresent(user -> json.addProperty("savedBy", user));
        json.addProperty("size", write.body().size());
        json.addProperty("sha256", write.body().sha256());
        return json;
    }

    JsonObject list(List<ArtifactInfo> infos) {
        JsonArray array = new JsonArray();
        infos.forEach(info -> array.add(of(info)));
        JsonObject json = new JsonObject();
        json.add("artifacts", array);
        return json;
    }

    private static JsonObject start(String label, String apiId, String instruction, ApiIdentity api) {
        JsonObject json = new JsonObject();
        json.addProperty("label", label);
        json.addProperty("apiId", apiId);
        json.addProperty("instruction", instruction);
        json.addProperty("name", api.name());
        json.addProperty("version", api.version());
        json.addProperty("tenant", api.tenant());
        api.provider().ifPresent(provider -> json.addProperty("provider", provider));
        return json;
    }
}
