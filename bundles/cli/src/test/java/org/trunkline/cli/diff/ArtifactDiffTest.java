package org.trunkline.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArtifactDiffTest {

    private static final Path SAMPLES = Path.of("../../distribution/src/samples");

    private static List<String> changed(String from, String to) {
        return ArtifactDiff.of("a", from, "b", to).stream()
                .skip(2)
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .toList();
    }

    @Test
    void aChangedAttributeInOneLineOfXmlIsOneLine() {
        var from =
                "{\"apiDefinition\":\"<api context=\\\"/p\\\"><resource methods=\\\"GET\\\"><send/></resource></api>\"}";

        assertEquals(
                List.of("-      <resource methods=\"GET\">", "+      <resource methods=\"POST\">"),
                changed(from, from.replace("GET", "POST")));
    }

    @Test
    void aChangedWordInOpenApiInsideOfXmlInsideOfJsonIsOneLine() throws Exception {
        var from = Files.readString(SAMPLES.resolve("pizza-shop-1.0.0.json"));
        var to = from.replace("How far an order is", "Where an order is");

        var changed = changed(from, to);

        assertEquals(2, changed.size(), changed.toString());
        assertEquals("-\"summary\": \"How far an order is\",", changed.get(0).replaceAll("\\s+\"s", "\"s"));
    }

    @Test
    void everySampleIsLaidOutInShortLines() throws Exception {
        try (var files = Files.list(SAMPLES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                var lines = ReadableDocument.lines(Files.readString(file));
                assertTrue(lines.size() > 50, file.toString());
                for (var line : lines) {
                    assertTrue(line.length() < 400, file + ": " + line);
                }
            }
        }
    }

    @Test
    void theHeaderNamesBothSides() {
        assertEquals(
                List.of("--- a", "+++ b", "@@ -1,3 +1,3 @@", " {", "-  \"x\": 1", "+  \"x\": 2", " }"),
                ArtifactDiff.of("a", "{\"x\":1}", "b", "{\"x\":2}"));
    }

    @Test
    void spellingIsNoDifference() {
        assertEquals(
                List.of(),
                changed("{\"x\":\"\\u00fc\",\"y\":\"<a><b/></a>\"}", "{ \"x\":\"ü\",\n\"y\":\"<a>\\n <b></b></a>\"}"));
    }

    @Test
    void orderAndTypesAreDifferences() {
        assertFalse(changed("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}").isEmpty());
        assertFalse(changed("{\"a\":1}", "{\"a\":\"1\"}").isEmpty());
        assertFalse(changed("{\"a\":1}", "{\"a\":1.0}").isEmpty());
        assertFalse(changed("{\"a\":null}", "{}").isEmpty());
        assertFalse(changed("<a>&lt;b/></a>", "<a><b/></a>").isEmpty());
    }

    @Test
    void xmlKeepsItsPrefixesTextsAndComments() {
        assertEquals(
                List.of(
                        "<s:a xmlns:s=\"urn:s\" t=\"&quot;&amp;&lt;\">",
                        "  <!-- why -->",
                        "  <s:b>1 &lt; 2</s:b>",
                        "  and",
                        "  <c/>",
                        "</s:a>"),
                ReadableDocument.lines(
                        "<?xml version=\"1.0\"?><s:a xmlns:s=\"urn:s\" t='\"&amp;&lt;'><!-- why --><s:b>1 &lt; 2"
                                + "</s:b> and <c/></s:a>"));
    }

    @Test
    void whatIsNeitherJsonNorXmlKeepsItsLines() {
        for (var text : List.of(
                "<a>\n<b>",
                "{\n\"a\":",
                "var x = 1;\nreturn x;",
                "<!DOCTYPE a [<!ENTITY e SYSTEM\n\"file:///etc/hostname\">]><a>&e;</a>")) {
            assertEquals(text.lines().toList(), ReadableDocument.lines(text));
        }
    }
}
