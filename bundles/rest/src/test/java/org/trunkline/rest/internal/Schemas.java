package org.trunkline.rest.internal;

import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.Set;

/** The schemas of an OpenAPI 3.1 document, which are those of JSON Schema 2020-12. */
final class Schemas {

    private static final String BASE = "https://trunkline.test/openapi.json";

    private final JsonSchemaFactory factory;

    Schemas(JsonObject document) {
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(BASE, document.toString()))));
    }

    /** What is wrong with a JSON text under the schema of that name. */
    Set<ValidationMessage> check(String schema, String json) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        JsonSchema compiled = factory.getSchema(SchemaLocation.of(BASE + "#/components/schemas/" + schema), config);
        return compiled.validate(json, InputFormat.JSON);
    }
}
