package org.trunkline.rest.internal.status;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.BoundStore;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.rest.internal.store.StoreReader;
import org.trunkline.server.Node;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** This node and those that read from it. */
final class ListNodes implements Handler {

    private final Node node;
    private final NodeParts parts;
    private final NodeJson nodeJson = new NodeJson();

    ListNodes(Node node, NodeParts parts) {
        this.node = node;
        this.parts = parts;
    }

    @Override
    public Reply handle(Call call) {
        JsonObject json = new JsonObject();
        json.add("node", nodeJson.of(node));
        Optional<Revision> head = Optional.empty();
        Optional<BoundStore> store = parts.store();
        if (store.isPresent()) {
            try {
                head = Optional.of(store.get().store().head());
                json.addProperty("head", head.get().toString());
            } catch (ArtifactStoreException e) {
                json.addProperty("problem", e.getMessage());
            }
        }
        JsonArray array = new JsonArray();
        for (StoreReader reader : parts.readers()) {
            array.add(json(reader, head));
        }
        json.add("readers", array);
        return Reply.ok(json);
    }

    /** Without the store's head nobody can say whether a reader is up to date, so nothing is said. */
    private static JsonObject json(StoreReader reader, Optional<Revision> head) {
        JsonArray labels = new JsonArray();
        reader.labels().forEach(labels::add);
        JsonObject json = new JsonObject();
        json.addProperty("node", reader.node());
        json.addProperty("account", reader.account());
        json.add("labels", labels);
        reader.heldRevision().ifPresent(revision -> json.addProperty("heldRevision", revision.toString()));
        json.addProperty("lastSeen", reader.lastSeen().toString());
        head.ifPresent(
                revision -> json.addProperty("upToDate", reader.heldRevision().equals(Optional.of(revision))));
        return json;
    }
}
