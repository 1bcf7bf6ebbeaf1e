package org.trunkline.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/**
 * APIs as WSO2's publisher writes them, of 10 kB each: a Synapse API with two resources and WSO2's handlers, an endpoint,
 * and an OpenAPI document, whose descriptions are random words. The same seed gives the same APIs.
 */
final class SampleApis {

    static final String LABEL = "Production and Sandbox";
    static final int BYTES = 10_000;

    private final long seed;
    private final String definition;
    private final String endpoint;

    SampleApis(long seed) throws IOException {
        this.seed = seed;
        this.definition = resource("api.xml");
        this.endpoint = resource("endpoint.xml");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SampleApis.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String id(int number) {
        Random random = new Random(seed + number);
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    String name(int number) {
        return "Bench" + number;
    }

    ArtifactKey key(int number) {
        return ArtifactKey.synapse(LABEL, id(number));
    }

    /** The JSON of one API; another edition has another text and the same length. */
    String document(int number, int edition) {
        JsonObject document = new JsonObject();
        document.addProperty("name", name(number));
        document.addProperty("version", "1.0.0");
        document.addProperty("provider", "admin");
        document.addProperty("tenantDomain", "carbon.super");
        document.addProperty("apiId", id(number));
        document.addProperty("apiDefinition", filled(definition, number));
        document.addProperty("override", true);
        document.add(
                "endpointEntriesToBeAdd",
                content(name(number) + "--v1.0.0_APIproductionEndpoint", filled(endpoint, number)));
        document.add("localEntriesToBeAdd", content(id(number), ""));
        int missing = BYTES - document.toString().length();
        document.add("localEntriesToBeAdd", content(id(number), openApi(number, edition, missing)));
        return document.toString();
    }

    private String filled(String template, int number) {
        return template.replace("@name@", name(number))
                .replace("@context@", "bench" + number)
                .replace("@id@", id(number));
    }

    private static JsonArray content(String name, String content) {
        JsonObject entry = new JsonObject();
        entry.addProperty("name", name);
        entry.addProperty("content", content);
        JsonArray entries = new JsonArray();
        entries.add(entry);
        return entries;
    }

    /** Without characters that JSON escapes, so that its length is what it adds to the document. */
    private String openApi(int number, int edition, int length) {
        Random random = new Random(seed + number + 31L * edition);
        String end = "</localEntry>";
        StringBuilder text = new StringBuilder("<localEntry key='" + id(number) + "'>openapi: 3.0.1, description: ");
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong() & Long.MAX_VALUE, 36)).append(' ');
        }
        text.setLength(length - end.length());
        return text.append(end).toString();
    }

    ArtifactWrite write(int number, int edition) {
        return ArtifactWrite.of(
                key(number),
                Instruction.PUBLISH,
                ApiIdentity.of(name(number), "1.0.0", "carbon.super").providedBy("admin"),
                ArtifactBody.of(document(number, edition)));
    }
}
