package org.trunkline.cli.demo;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.trunkline.cli.client.JsonView;

/**
 * One of the shipped artifacts, with the address of the demo's back end in it.
 *
 * @param labels the gateway labels that the demo publishes it to
 */
record SampleApi(String id, String name, String version, byte[] body, List<String> labels) {

    /** Where the back end is in the files as they are shipped. */
    private static final String SHIPPED_BACK_END = "http://127.0.0.1:9090";

    static SampleApi read(Path samples, String file, URI backEnd, List<String> labels) throws IOException {
        var json = Files.readString(samples.resolve(file)).replace(SHIPPED_BACK_END, backEnd.toString());
        var document = new JsonView(JsonParser.parseString(json).getAsJsonObject());
        return new SampleApi(
                document.text("apiId"),
                document.text("name"),
                document.text("version"),
                json.getBytes(StandardCharsets.UTF_8),
                labels);
    }

    String title() {
        return name + " " + version;
    }
}
