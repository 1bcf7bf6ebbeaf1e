package org.trunkline.sync.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;

class GatewayDocumentTest {

    private static final String HEAD =
            "'name':'PizzaShack','version':'1.0.0','provider':'admin','tenantDomain':'carbon.super','apiId':'a-1'";

    private static final String API = "<api xmlns='http://ws.apache.org/ns/synapse' name='p' context='/pizza'/>";

    @Test
    void readsWhatThePublisherOfApiManager32Writes() throws Exception {
        GatewayDocument document = parse("{" + HEAD + ",'apiDefinition':'" + xml(API) + "','override':true,"
                + "'sequenceToBeAdd':[{'name':'s1','content':'<sequence/>'}],"
                + "'localEntriesToBeAdd':[{'name':'a-1','content':'<localEntry key=\\\"a-1\\\">{}</localEntry>'}],"
                + "'endpointEntriesToBeAdd':[{'name':'e1','content':'<endpoint/>'}],"
                + "'clientCertificatesToBeAdd':[{'name':'c1','content':'MIIB'}],"
                + "'credentialsToBeAdd':[{'alias':'k1','password':'s3cret'}],"
                + "'sequencesToBeRemove':['s0'],'localEntriesToBeRemove':['l0'],'endpointEntriesToBeRemove':['e0'],"
                + "'clientCertificatesToBeRemove':['c0'],'credentialsToBeRemove':['k0']}");

        assertEquals("a-1", document.apiId());
        assertEquals(ApiIdentity.of("PizzaShack", "1.0.0", "carbon.super").providedBy("admin"), document.identity());
        assertEquals(Optional.of(API), document.apiDefinition());
        assertEquals(Optional.empty(), document.defaultApiDefinition());
        assertEquals(List.of(new Content("s1", "<sequence/>")), document.sequencesToAdd());
        assertEquals("a-1", document.localEntriesToAdd().get(0).name());
        assertEquals(List.of(new Content("e1", "<endpoint/>")), document.endpointsToAdd());
        assertEquals(List.of(new Content("c1", "MIIB")), document.certificatesToAdd());
        assertEquals(List.of(new Credential("k1", "s3cret")), document.credentialsToAdd());
        assertEquals(List.of("s0"), document.sequencesToRemove());
        assertEquals(List.of("l0"), document.localEntriesToRemove());
        assertEquals(List.of("e0"), document.endpointsToRemove());
        assertEquals(List.of("c0"), document.certificatesToRemove());
        assertEquals(List.of("k0"), document.credentialsToRemove());
    }

    @Test
    void readsTheFieldsOfApiManager4AndPassesOverUnknownOnes() throws Exception {
        GatewayDocument document = parse("{" + HEAD + ",'revision':'r','apiContext':'/pizza/1.0.0',"
                + "'keyManagers':['Resident'],'graphQLSchema':null,'later':{'a':[1,{'b':null}]}}");

        assertEquals(Optional.of("/pizza/1.0.0"), document.apiContext());
        assertEquals(Optional.empty(), document.apiDefinition());
    }

    @Test
    void showsNoSecretInItsTextForms() throws Exception {
        GatewayDocument document = parse("{" + HEAD + ",'credentialsToBeAdd':[{'alias':'k1','password':'s3cret'}]}");

        assertFalse((document + "" + document.credentialsToAdd()).contains("s3cret"));
        assertFalse(document.tombstone().asText().contains("s3cret"));
    }

    @Test
    void aTombstoneNamesEverythingThatIsToBeRemovedAndAddsNothing() throws Exception {
        GatewayDocument document = parse("{" + HEAD + ",'apiDefinition':'" + xml(API) + "',"
                + "'sequenceToBeAdd':[{'name':'s1','content':'<sequence/>'}],"
                + "'localEntriesToBeAdd':[{'name':'a-1','content':'<localEntry/>'}],"
                + "'endpointEntriesToBeAdd':[{'name':'e1','content':'<endpoint/>'}],"
                + "'clientCertificatesToBeAdd':[{'name':'c1','content':'MIIB'}],"
                + "'credentialsToBeAdd':[{'alias':'k1','password':'s3cret'}],'sequencesToBeRemove':['s0','s1']}");

        GatewayDocument tombstone = GatewayDocument.parse(document.tombstone());

        assertEquals(document.identity(), tombstone.identity());
        assertEquals(document.apiId(), tombstone.apiId());
        assertEquals(Optional.empty(), tombstone.apiDefinition());
        assertTrue(tombstone.sequencesToAdd().isEmpty());
        assertEquals(List.of("s1", "s0"), tombstone.sequencesToRemove());
        assertEquals(List.of("a-1"), tombstone.localEntriesToRemove());
        assertEquals(List.of("e1"), tombstone.endpointsToRemove());
        assertEquals(List.of("c1"), tombstone.certificatesToRemove());
        assertEquals(List.of("k1"), tombstone.credentialsToRemove());
        assertEquals(document.tombstone(), tombstone.tombstone(), "a tombstone is its own tombstone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'x'                      | ends too early (line 1, column",
                "{'name' 'x'}                     | not valid JSON: Expected ':' (line 1, column",
                "{name:'x'}                       | not valid JSON: there is something that JSON does not allow (line 1",
                "{'name':'x',}                    | not valid JSON",
                "null                             | must be a JSON object, it is null",
                "[1]                              | must be a JSON object, it is an array",
                "\"text\"                         | must be a JSON object, it is a string",
                "{'name':'x','name':'y'}          | names the field 'name' twice",
                "{'apiId':5}                      | apiId must be a string, it is number",
                "{'sequenceToBeAdd':{}}           | sequenceToBeAdd must be an array, it is an object",
                "{'sequenceToBeAdd':['x']}        | an entry of sequenceToBeAdd must be an object, it is a string",
                "{'sequenceToBeAdd':[{'name':'x'}]} | without name or content",
                "{'sequencesToBeRemove':[null]}   | an entry of sequencesToBeRemove must be a string, it is null",
                "{}                               | The apiId of the artifact is missing or blank",
                "{'apiId':' '}                    | The apiId of the artifact is missing or blank",
                "{'apiId':'a'}                    | The name of the artifact is missing or blank",
                "{'apiId':'a','name':'n'}         | The version of the artifact is missing or blank",
                "{'apiId':'a','name':'n','version':'1'} | The tenantDomain of the artifact is missing or blank",
                "{'apiId':'../../etc/passwd'}     | must not hold a slash or a backslash",
                "{'apiId':'a\\\\b'}               | must not hold a slash or a backslash",
                "{'apiId':'..'}                   | must not hold a slash or a backslash, nor be '.' or '..'",
                "{'apiId':'a\\u0000b'}            | The apiId of the artifact holds a control character",
                "{'apiId':'a\\ud800b'}            | Unpaired surrogate characters are not allowed",
                "{} {}                            | not valid JSON",
                "{'apiDefinition':'<api>'}        | apiDefinition is not usable XML",
                "{'defaultAPIDefinition':'<a/><b/>'} | defaultAPIDefinition is not usable XML",
                "{'localEntriesToBeAdd':[{'name':'l','content':'plain'}]} | 'l' of localEntriesToBeAdd is not usable XML",
            })
    void refusesWithOneClearMessage(String json, String expected) {
        InvalidDocumentException e = assertThrows(InvalidDocumentException.class, () -> parse(json));

        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertFalse(e.getMessage().contains("setStrictness"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>",
                "<!DOCTYPE a SYSTEM 'http://localhost:1/x.dtd'><a/>"
            })
    void refusesADoctype(String xml) {
        InvalidDocumentException e = assertThrows(
                InvalidDocumentException.class, () -> parse("{" + HEAD + ",'apiDefinition':'" + xml(xml) + "'}"));

        assertTrue(e.getMessage().contains("a DOCTYPE is not allowed"), e.getMessage());
    }

    @Test
    void refusesNestingWithoutEnd() {
        String json = "{'x':" + "[".repeat(40) + "]".repeat(40) + "}";
        String xml = "<a>".repeat(300) + "</a>".repeat(300);

        assertThrows(InvalidDocumentException.class, () -> parse(json));
        InvalidDocumentException e = assertThrows(
                InvalidDocumentException.class, () -> parse("{" + HEAD + ",'apiDefinition':'" + xml + "'}"));
        assertTrue(e.getMessage().contains("deeper than 256"), e.getMessage());
    }

    @Test
    void refusesAnIdOverTheLimitOfAKey() {
        InvalidDocumentException e =
                assertThrows(InvalidDocumentException.class, () -> parse("{'apiId':'" + "x".repeat(256) + "'}"));

        assertTrue(e.getMessage().contains("has 256 characters, 255 are allowed"), e.getMessage());
    }

    @Test
    void namesTheByteAtWhichUtf8IsBroken() {
        byte[] json = ("{\"name\":\"" + "ä".repeat(5000) + "x\"}").getBytes(StandardCharsets.UTF_8);
        int broken = json.length - 3;
        json[broken] = (byte) 0xff;

        InvalidDocumentException e =
                assertThrows(InvalidDocumentException.class, () -> GatewayDocument.parse(ArtifactBody.of(json)));

        assertTrue(e.getMessage().endsWith("broken at byte " + broken), e.getMessage());
    }

    @Test
    void namesTheByteAtWhichUtf8IsCutOff() {
        byte[] json = "{\"name\":\"ä".getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(json, json.length - 1);

        InvalidDocumentException e =
                assertThrows(InvalidDocumentException.class, () -> GatewayDocument.parse(ArtifactBody.of(cut)));

        assertTrue(e.getMessage().endsWith("broken at byte " + (cut.length - 1)), e.getMessage());
    }

    @Test
    void refusesAnEmptyBody() {
        InvalidDocumentException e = assertThrows(InvalidDocumentException.class, () -> parse(""));

        assertTrue(e.getMessage().contains("ends too early"), e.getMessage());
    }

    @Test
    void readsADefinitionOf20Megabytes() throws Exception {
        String definition = "<api><!--" + "x".repeat(20 * 1024 * 1024) + "--></api>";

        GatewayDocument document = parse("{" + HEAD + ",'apiDefinition':'" + definition + "'}");

        assertEquals(Optional.of(definition), document.apiDefinition());
    }

    @Test
    void readsAnOpenApiDocumentOf20MegabytesInALocalEntry() throws Exception {
        String entry = "<localEntry>" + "&lt;x".repeat(4 * 1024 * 1024) + "</localEntry>";

        GatewayDocument document =
                parse("{" + HEAD + ",'localEntriesToBeAdd':[{'name':'a','content':'" + entry + "'}]}");

        assertEquals(entry, document.localEntriesToAdd().get(0).content());
    }

    private static GatewayDocument parse(String json) throws InvalidDocumentException {
        return GatewayDocument.parse(ArtifactBody.of(json.replace('\'', '"')));
    }

    /** Keeps the single quotes of XML from becoming those of JSON. */
    private static String xml(String xml) {
        return xml.replace("'", "\\u0027");
    }
}
