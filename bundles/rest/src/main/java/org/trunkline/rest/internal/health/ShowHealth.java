package org.trunkline.rest.internal.health;

import com.google.gson.JsonObject;
import java.util.List;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.JsonContent;
import org.trunkline.rest.internal.http.Reply;

/** Up or down, and no more: anybody may ask. */
final class ShowHealth implements Handler {

    private final Health health;
    private final List<String> tags;

    ShowHealth(Health health, List<String> tags) {
        this.health = health;
        this.tags = tags;
    }

    @Override
    public Reply handle(Call call) {
        JsonObject answer = new JsonObject();
        boolean up = true;
        for (String tag : tags) {
            boolean tagIsUp = health.isUp(tag);
            answer.addProperty(tag, tagIsUp ? "UP" : "DOWN");
            up &= tagIsUp;
        }
        answer.addProperty("status", up ? "UP" : "DOWN");
        return Reply.of(up ? 200 : 503, JsonContent.of(answer));
    }
}
