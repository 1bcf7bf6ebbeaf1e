package org.trunkline.rest.internal.status;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.BoundStore;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.rest.internal.store.StoreMount;
import org.trunkline.server.Node;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;
import org.trunkline.sync.wire.StoreReader;

/** This node and those that read from it. */
final class ListNodes implements Handler {

    private final Node node;
    private final NodeParts parts;
    private final StoreMount mount;
    private final NodeJson nodeJson = new NodeJson();

    ListNodes(Node node, NodeParts parts, StoreMount mount) {
        this.node = node;
        this.parts = parts;
        this.mount = mount;
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
        for (StoreReader reader : mount.readers()) {
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
        reader.account().ifPresent(account -> json.addProperty("account", account));
        json.add("labels", labels);
        reader.held().ifPresent(revision -> json.addProperty("heldRevision", revision.toString()));
        json.addProperty("lastSeen", reader.lastSeen().toString());
        head.ifPresent(revision -> json.addProperty("upToDate", reader.held().equals(Optional.of(revision))));
        return json;
    }
}
