package org.trunkline.gateway.internal.synapse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCompilerTest {

    private static final String RESOURCE = "<resource methods=\"GET\" url-mapping=\"/*\"><inSequence/></resource>";

    private final ApiCompiler compiler = new ApiCompiler();

    private SynapseApi compile(String xml) throws Exception {
        return compile(xml, Map.of());
    }

    private SynapseApi compile(String xml, Map<String, String> sequences) throws Exception {
        return compiler.compile(xml, compiler.parts(sequences, Map.of()));
    }

    private static String api(String attributes, String content) {
        return "<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"n\" " + attributes + ">" + content + "</api>";
    }

    @ParameterizedTest
    @CsvSource({
        "context='/pizza/1.0.0' version='1.0.0' version-type='context', /pizza/1.0.0",
        "context='/pizza' version='1.0.0' version-type='url', /pizza/1.0.0",
        "context='/pizza/{version}' version='1.0.0' version-type='context', /pizza/1.0.0",
        "context='/pizza/', /pizza",
        "context='/t/acme.com/pizza', /t/acme.com/pizza",
        "context='/', ''"
    })
    void knowsItsContext(String attributes, String context) throws Exception {
        assertEquals(context, compile(api(attributes, RESOURCE)).context());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<sequence name=\"s\"/> | The API definition is a <sequence>; it must be an <api> of Synapse",
                "<x:api xmlns:x=\"u:other\"/> | The API definition is a <x:api>; it must be an <api> of Synapse",
                "<api context=\"/a\"><resource/></api> | The API definition has no name",
                "<api name=\"n\"><resource/></api> | The API definition has no context",
                "<api name=\"n\" context=\"a\"><resource/></api> | The context 'a' of the API definition does not begin with a slash",
                "<api name=\"n\" context=\"/a\"/> | The API definition has no <resource>",
                "<api name=\"n\" context=\"/a\"><resource/><handlers><handler/></handlers></api> | A <handler> of the API definition has no class",
                "<api name=\"n\" context=\"/a\"><resource><inSequence><filter source=\"$ctx:a\" regex=\"(\"><then/></filter></inSequence></resource></api> | The regex '(' of a filter is none: Unclosed group",
                "<api name=\"n\" context=\"/a\"><resource><inSequence><send><endpoint><address uri=\"http://a b/\"/></endpoint></send></inSequence></resource></api> | The endpoint address 'http://a b/' is no URI: Illegal character in authority",
                "<api name=\"n\" context=\"/a\"><resource><inSequence><send><endpoint><http/></endpoint></send></inSequence></resource></api> | <http> of an endpoint has no attribute uri-template"
            })
    void refusesWhatNoSynapseCouldDeploy(String xml, String reason) {
        InvalidSynapseException e = assertThrows(InvalidSynapseException.class, () -> compile(xml));

        assertTrue(e.getMessage().startsWith(reason), e::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "context='/a' transports='https' | transport https (the front has http only)",
                "context='/a' hostname='h' | attribute hostname of <api>",
            })
    void notesWhatTheWholeApiAsksFor(String attributes, String missing) throws Exception {
        assertEquals(List.of(missing), compile(api(attributes, RESOURCE)).missing());
    }

    @Test
    void refusesASequenceThatCallsItself() {
        Map<String, String> sequences = Map.of(
                "a", "<sequence name=\"a\"><sequence key=\"b\"/></sequence>",
                "b", "<sequence name=\"b\"><sequence key=\"a\"/></sequence>");

        InvalidSynapseException e = assertThrows(
                InvalidSynapseException.class,
                () -> compile(api("context='/a'", "<resource inSequence=\"a\"/>"), sequences));

        assertEquals("The sequence 'a' calls itself", e.getMessage());
    }

    @Test
    void refusesSequencesThatComeToMillionsOfMediatorsWhenWrittenOut() {
        Map<String, String> sequences = new HashMap<>();
        sequences.put("s0", "<sequence name=\"s0\"><log/></sequence>");
        for (int i = 1; i < 40; i++) {
            sequences.put(
                    "s" + i,
                    "<sequence name=\"s" + i + "\">" + ("<sequence key=\"s" + (i - 1) + "\"/>").repeat(2)
                            + "</sequence>");
        }

        InvalidSynapseException e = assertThrows(
                InvalidSynapseException.class,
                () -> compile(api("context='/a'", "<resource inSequence=\"s39\"/>"), sequences));

        assertTrue(e.getMessage().contains("comes to more than"), e::getMessage);
    }

    @Test
    void keepsEqualSequencesOfResourcesOnce() throws Exception {
        String resource = "<inSequence><filter source=\"$ctx:k\" regex=\"P\"><then><respond/></then></filter>"
                + "</inSequence></resource>";
        SynapseApi api = compile(api(
                "context='/a'",
                "<resource url-mapping=\"/a\">" + resource + "<resource url-mapping=\"/b\">" + resource));

        assertSame(api.resources().get(0).in(), api.resources().get(1).in());
    }

    @Test
    void findsTheSequencesThatTheExtensionHandlerRuns() throws Exception {
        String xml = "<api name=\"admin--P\" version=\"1.0.0\" context=\"/p\">" + RESOURCE
                + "<handlers><handler class=\"" + Handlers.EXTENSION + "\"/></handlers></api>";

        SynapseApi api = compile(
                xml,
                Map.of("admin--P:v1.0.0--In", "<sequence name=\"x\"><property name=\"a\" value=\"b\"/></sequence>"));

        assertEquals(1, api.extensionIn().mediators().size());
        assertEquals(0, api.extensionOut().mediators().size());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /menu, /menu",
        "GET, /menu/, /menu",
        "GET, /order/5, /order/{id}",
        "GET, /order/5/, /order/{id}",
        "GET, /order/5/items, /order/{id}/items",
        "GET, /order/latest, /order/latest",
        "GET, /order/5/a/b, /order/*",
        "GET, /files/a/b.txt, /files/{name}/*",
        "POST, /menu, /*",
        "GET, /menu2, /*",
        "GET, /, /*",
        "GET, /deep/x-y, /deep/{a}-{b}"
    })
    void theMostSpecificResourceServes(String method, String path, String pattern) throws Exception {
        SynapseApi api = compile(api(
                "context='/a'",
                "<resource url-mapping=\"/*\" methods=\"GET POST\"/>"
                        + "<resource url-mapping=\"/order/*\" methods=\"GET\"/>"
                        + "<resource uri-template=\"/order/{id}\" methods=\"GET\"/>"
                        + "<resource uri-template=\"/order/{id}/items\" methods=\"GET\"/>"
                        + "<resource url-mapping=\"/order/latest\" methods=\"GET\"/>"
                        + "<resource uri-template=\"/files/{name}/*\" methods=\"GET\"/>"
                        + "<resource uri-template=\"/deep/{a}-{b}\" methods=\"GET\"/>"
                        + "<resource url-mapping=\"/menu\" methods=\"GET\"/>"));

        ResourceMatch.Found found = assertInstanceOf(ResourceMatch.Found.class, api.match(method, path));

        assertEquals(pattern, found.resource().pattern().toString());
    }

    @Test
    void givesTheVariablesOfThePath() throws Exception {
        SynapseApi api = compile(api("context='/a'", "<resource uri-template=\"/o/{id}/{+rest}\"/>"));

        ResourceMatch.Found found = assertInstanceOf(ResourceMatch.Found.class, api.match("GET", "/o/4 7/x/y"));

        assertEquals(Map.of("id", "4 7", "rest", "x/y"), found.variables());
    }

    @Test
    void namesTheMethodsThatAPathHas() throws Exception {
        SynapseApi api = compile(
                api(
                        "context='/a'",
                        "<resource uri-template=\"/o/{id}\" methods=\"GET\"/><resource url-mapping=\"/o/1\" methods=\"PUT\"/>"));

        ResourceMatch.WrongMethod wrong = assertInstanceOf(ResourceMatch.WrongMethod.class, api.match("POST", "/o/1"));

        assertEquals("[GET, PUT]", wrong.allowed().toString());
        assertInstanceOf(ResourceMatch.Nothing.class, api.match("GET", "/p"));
    }

    @Test
    void refusesTemplatesThatItDoesNotUnderstandInsteadOfGuessing() throws Exception {
        SynapseApi api = compile(api("context='/a'", "<resource uri-template=\"/o{?a,b}\"/>"));

        assertEquals(
                List.of("uri-template /o{?a,b}: it is more than a path with variables"),
                api.resources().get(0).missing());
    }
}
