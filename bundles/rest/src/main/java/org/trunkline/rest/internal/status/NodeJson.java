package org.trunkline.rest.internal.status;

import com.google.gson.JsonObject;
import org.trunkline.server.Node;

/** How a node is shown. */
final class NodeJson {

    JsonObject of(Node node) {
        JsonObject json = new JsonObject();
        json.addProperty("name", node.name());
        json.addProperty("version", node.version());
        json.addProperty("profile", node.profile());
        json.addProperty("startedAt", node.startedAt().toString());
        json.addProperty("managementAddress", node.managementAddress().toString());
        return json;
    }
}
