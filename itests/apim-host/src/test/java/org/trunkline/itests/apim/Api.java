package org.trunkline.itests.apim;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** An API of a publisher, as the JSON of WSO2's {@code GatewayAPIDTO}. Its text holds characters that Latin-1 has not. */
record Api(String id, String name) {

    static final String VERSION = "1.0.0";
    static final String TENANT = "carbon.super";

    private static final String OPEN_API = "{\"info\":{\"title\":\"Crème brûlée – 寿司 🍣\"}}";

    /** What a publisher saves with {@code Publish}. */
    String document() {
        JsonObject json = identity();
        json.addProperty(
                "apiDefinition",
                "<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"admin--" + name + "\" context=\"/" + name
                        + "\"><resource methods=\"GET\" url-mapping=\"/menü\"/></api>");
        JsonObject entry = new JsonObject();
        entry.addProperty("name", id);
        entry.addProperty("content", "<localEntry key=\"" + id + "\">" + OPEN_API + "</localEntry>");
        JsonArray entries = new JsonArray();
        entries.add(entry);
        json.add("localEntriesToBeAdd", entries);
        json.addProperty("override", true);
        return json.toString();
    }

    /** What a publisher saves with {@code Remove}: what is to be undeployed, and nothing else. */
    String tombstone() {
        JsonObject json = identity();
        JsonArray entries = new JsonArray();
        entries.add(id);
        json.add("localEntriesToBeRemove", entries);
        json.addProperty("override", false);
        return json.toString();
    }

    private JsonObject identity() {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("version", VERSION);
        json.addProperty("provider", "admin");
        json.addProperty("tenantDomain", TENANT);
        json.addProperty("apiId", id);
        return json;
    }
}
