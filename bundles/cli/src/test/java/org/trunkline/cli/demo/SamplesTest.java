package org.trunkline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The shipped samples are what they say: artifacts as WSO2's publisher writes them. */
class SamplesTest {

    private static final Path SAMPLES = Path.of("..", "..", "distribution", "src", "samples");

    /** The order in which WSO2's GatewayAPIDTO declares its fields, which is the order its JSON has. */
    private static final List<String> FIELDS = List.of(
            "name",
            "version",
            "provider",
            "tenantDomain",
            "apiId",
            "apiDefinition",
            "defaultAPIDefinition",
            "override",
            "sequenceToBeAdd",
            "sequencesToBeRemove",
            "localEntriesToBeAdd",
            "localEntriesToBeRemove",
            "clientCertificatesToBeAdd",
            "clientCertificatesToBeRemove",
            "endpointEntriesToBeAdd",
            "endpointEntriesToBeRemove",
            "credentialsToBeAdd",
            "credentialsToBeRemove");

    static Stream<Path> samples() throws Exception {
        try (var files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasTheFieldsOfTheDtoInItsOrder(Path sample) throws Exception {
        var fields = List.copyOf(read(sample).keySet());

        assertEquals(FIELDS.stream().filter(fields::contains).toList(), fields);
        assertTrue(fields.containsAll(FIELDS.subList(0, 6)), fields.toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nameOfTheDefinitionFollowsFromProviderAndApi(Path sample) throws Exception {
        var artifact = read(sample);
        var api = xml(text(artifact, "apiDefinition")).getDocumentElement();

        assertEquals(text(artifact, "provider") + "--" + text(artifact, "name"), api.getAttribute("name"));
        assertEquals(text(artifact, "version"), api.getAttribute("version"));
        assertTrue(api.getAttribute("context").endsWith("/" + text(artifact, "version")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void holdsTheOpenApiDocumentAsALocalEntry(Path sample) throws Exception {
        var artifact = read(sample);
        var entry = artifact.getAsJsonArray("localEntriesToBeAdd").get(0).getAsJsonObject();
        var openApi = JsonParser.parseString(
                        xml(text(entry, "content")).getDocumentElement().getTextContent())
                .getAsJsonObject();

        assertEquals(text(artifact, "apiId"), text(entry, "name"));
        assertEquals("3.0.1", text(openApi, "openapi"));
        assertEquals(text(artifact, "name"), text(openApi.getAsJsonObject("info"), "title"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bringsEveryEndpointAndSequenceAsXmlUnderItsName(Path sample) throws Exception {
        var artifact = read(sample);
        for (var list : List.of("endpointEntriesToBeAdd", "sequenceToBeAdd")) {
            if (artifact.has(list)) {
                for (var content : artifact.getAsJsonArray(list)) {
                    var root = xml(text(content.getAsJsonObject(), "content")).getDocumentElement();
                    assertEquals(text(content.getAsJsonObject(), "name"), root.getAttribute("name"));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pointsToTheBackEndThatItIsGiven(Path sample) throws Exception {
        var api = SampleApi.read(
                SAMPLES, SAMPLES.relativize(sample).toString(), URI.create("http://127.0.0.1:7"), List.of());
        var body = new String(api.body(), StandardCharsets.UTF_8);

        assertTrue(body.contains("http://127.0.0.1:7/"), body);
        assertFalse(body.contains("127.0.0.1:9090"), body);
    }

    @Test
    void anUpdateIsForTheSameApiAndDiffers() throws Exception {
        var original = read(SAMPLES.resolve("pizza-shop-1.0.0.json"));
        var update = read(SAMPLES.resolve("updates/pizza-shop-1.0.0.json"));

        assertEquals(text(original, "apiId"), text(update, "apiId"));
        assertFalse(original.equals(update));
    }

    @Test
    void weatherIsWrittenExactlyAsGsonDoes() throws Exception {
        var json = Files.readString(SAMPLES.resolve("weather-2.1.0.json"));

        assertEquals(new Gson().toJson(JsonParser.parseString(json)), json);
    }

    private static JsonObject read(Path sample) throws Exception {
        return JsonParser.parseString(Files.readString(sample)).getAsJsonObject();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    private static Document xml(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
