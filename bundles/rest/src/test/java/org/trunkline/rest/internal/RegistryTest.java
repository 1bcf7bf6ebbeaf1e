package org.trunkline.rest.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.registry.RegistryPath;

class RegistryTest {

    private static final String REGISTRY = "/api/v1/registry";
    private static final String TRUNK = "/_system/governance/trunk";
    private static final String ONE = TRUNK + "/one";
    private static final String CONTENT = REGISTRY + "/content";

    private TestNode node;
    private Client publisher;
    private Client viewer;
    private Client admin;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        publisher = Client.of(node, TestAccounts.PUBLISHER);
        viewer = Client.of(node, TestAccounts.VIEWER);
        admin = Client.of(node, TestAccounts.ADMIN);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Client.Reply write(String path, String text, String... headers) throws Exception {
        return publisher.send("PUT", CONTENT + path, BodyPublishers.ofString(text), headers);
    }

    private static List<String> texts(JsonObject json, String list, String field) {
        return json.getAsJsonArray(list).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(object -> object.get(field).getAsString())
                .toList();
    }

    @Test
    void contentComesBackByteForByteWithItsMediaType() throws Exception {
        byte[] bytes = new byte[90_000];
        new Random(7).nextBytes(bytes);

        Client.Reply made = publisher.send(
                "PUT", CONTENT + ONE, BodyPublishers.ofByteArray(bytes), "Content-Type", "application/x-some");
        Client.Reply read = viewer.get(CONTENT + ONE);

        assertEquals(201, made.status(), made.toString());
        assertArrayEquals(bytes, read.response().body());
        assertEquals("application/x-some", read.header("Content-Type").orElseThrow());
        assertEquals("90000", read.header("Content-Length").orElseThrow());
        assertEquals(made.header("ETag"), read.header("ETag"));
        assertTrue(read.header("Content-Disposition").orElseThrow().startsWith("attachment"));
        assertEquals("paul", made.json().get("createdBy").getAsString());
    }

    @Test
    void headTellsTheSizeAndSendsNothing() throws Exception {
        write(ONE, "0123456789");

        Client.Reply head = viewer.send("HEAD", CONTENT + ONE, BodyPublishers.noBody());

        assertEquals(200, head.status());
        assertEquals("10", head.header("Content-Length").orElseThrow());
        assertEquals("", head.text());
    }

    @Test
    void aRangeIsAPartOfTheContent() throws Exception {
        String tag = write(ONE, "0123456789").header("ETag").orElseThrow();
        Map<String, String> parts = new TreeMap<>(
                Map.of("bytes=2-4", "234", "bytes=7-", "789", "bytes=-2", "89", "bytes=8-100", "89", "bytes=0-0", "0"));
        for (Map.Entry<String, String> part : parts.entrySet()) {
            Client.Reply reply = viewer.get(CONTENT + ONE, "Range", part.getKey());
            assertEquals(206, reply.status(), part.getKey());
            assertEquals(part.getValue(), reply.text(), part.getKey());
        }
        assertEquals(
                "bytes 2-4/10",
                viewer.get(CONTENT + ONE, "Range", "bytes=2-4", "If-Range", tag)
                        .header("Content-Range")
                        .orElseThrow());
        for (String ignored : List.of("bytes=0-1,3-4", "lines=1-2", "bytes=-")) {
            assertEquals(200, viewer.get(CONTENT + ONE, "Range", ignored).status(), ignored);
        }
        assertEquals(
                200,
                viewer.get(CONTENT + ONE, "Range", "bytes=2-4", "If-Range", "\"0\"")
                        .status());
        Client.Reply beyond = viewer.get(CONTENT + ONE, "Range", "bytes=10-");
        assertEquals(416, beyond.status());
        assertEquals("bytes */10", beyond.header("Content-Range").orElseThrow());
    }

    @Test
    void aLostUpdateIsRefusedAndSoIsARevisionThatNobodyKnows() throws Exception {
        String tag = write(ONE, "first", "If-None-Match", "*").header("ETag").orElseThrow();
        assertEquals(200, write(ONE, "second", "If-Match", tag).status());

        for (String stale : List.of(tag, "\"987654321\"", "\"no-revision\"")) {
            Client.Reply refused = write(ONE, "third", "If-Match", stale);
            assertEquals(412, refused.status(), stale);
            assertFalse(refused.detail().isBlank());
        }
        assertEquals(412, write(ONE, "third", "If-None-Match", "*").status());
        assertEquals(412, write(TRUNK + "/none", "x", "If-Match", tag).status());
        assertEquals(412, publisher.delete(CONTENT + ONE, "If-Match", tag).status());
        assertEquals(400, write(ONE, "x", "If-Match", "\"1\", \"2\"").status());
        assertEquals("second", viewer.get(CONTENT + ONE).text());
    }

    @Test
    void newContentKeepsWhatElseTheResourceIs() throws Exception {
        publisher.send(
                "PUT",
                CONTENT + ONE + "?property=a=1&property=a=2&property=b=x%3Dy&description=The%20one",
                BodyPublishers.ofString("x"),
                "Content-Type",
                "text/plain");

        JsonObject resource = write(ONE + "?property=b=3", "y").json();

        assertEquals(
                "{\"a\":[\"1\",\"2\"],\"b\":[\"3\"]}",
                resource.get("properties").toString());
        assertEquals("The one", resource.get("description").getAsString());
        assertEquals("text/plain", resource.get("mediaType").getAsString());
    }

    @Test
    void metadataIsReplacedAsAWholeAndContentStays() throws Exception {
        write(ONE + "?property=a=1", "content");

        Client.Reply reply = publisher.put(
                REGISTRY + "/metadata" + ONE,
                "{\"mediaType\":\"text/x\",\"properties\":{\"c\":[\"1\",\"2\"],\"d\":\"3\"}}");

        assertEquals(200, reply.status(), reply.toString());
        assertEquals(
                "{\"c\":[\"1\",\"2\"],\"d\":[\"3\"]}",
                reply.json().get("properties").toString());
        assertEquals("content", viewer.get(CONTENT + ONE).text());
        JsonObject made = publisher
                .put(REGISTRY + "/metadata" + TRUNK + "/folder", "{\"kind\":\"collection\"}")
                .json();
        assertEquals("collection", made.get("kind").getAsString());
    }

    @Test
    void namesAreDecodedOnceAndToTheLetter() throws Exception {
        String hostile = TRUNK + "/a%20b%C3%A4%2B%24&:?";
        String path = TRUNK + "/a%20b%C3%A4%24&:-_.%E2%82%AC";

        assertEquals(201, write(path, "x").status());

        assertEquals("x", viewer.get(CONTENT + path).text());
        assertTrue(node.registry.find(RegistryPath.of(TRUNK + "/a bä$&:-_.€")).isPresent());
        assertEquals(400, write(hostile.replace("?", ""), "x").status());
    }

    @Test
    void aHostilePathIsRefusedWithTheReason() throws Exception {
        Map<String, String> reasons = new TreeMap<>(Map.of(
                "/a/../b",
                "'..'",
                "/a/%2E%2e/b",
                "'..'",
                "/a/%01b",
                "control character",
                "/a%2Fb",
                "encoded slash",
                "/a//b",
                "empty name",
                "/a%25b",
                "illegal",
                "/%FF",
                "UTF-8",
                "/a/" + "x".repeat(300),
                "300 characters",
                "/caf%65%CC%81",
                "NFC",
                "/a;version:1",
                "';'"));
        for (Map.Entry<String, String> reason : reasons.entrySet()) {
            Client.Reply reply = admin.get(CONTENT + reason.getKey());
            assertEquals(400, reply.status(), reason.getKey());
            assertTrue(reply.text().contains(reason.getValue()), reason.getKey() + ": " + reply.text());
        }
        // the HTTP server itself refuses this one, in its own words
        assertEquals(400, admin.get(CONTENT + "/a/%00b").status());
        assertEquals(400, admin.get(REGISTRY + "/search?within=/a/..").status());
        Client.Reply tooLong =
                admin.send("PUT", CONTENT + ("/" + "x".repeat(199)).repeat(10), BodyPublishers.ofString("x"));
        assertEquals(422, tooLong.status());
        assertTrue(tooLong.detail().contains("2000 characters"), tooLong.detail());
    }

    @Test
    void oneKindDoesNotReplaceTheOther() throws Exception {
        write(ONE, "x");

        Client.Reply over = write(TRUNK, "x");
        Client.Reply reverse = publisher.put(REGISTRY + "/metadata" + ONE, "{\"kind\":\"collection\"}");
        Client.Reply below = write(ONE + "/below", "x");

        for (Client.Reply reply : List.of(over, reverse, below)) {
            assertEquals(422, reply.status(), reply.toString());
        }
        assertEquals("x", viewer.get(CONTENT + ONE).text());
    }

    @Test
    void aTreeIsNotCopiedOrMovedIntoItself() throws Exception {
        write(TRUNK + "/tree/leaf", "x");
        for (String verb : List.of("copy", "move")) {
            Client.Reply reply = publisher.send(
                    "POST",
                    REGISTRY + "/" + verb + TRUNK + "/tree?to=" + TRUNK + "/tree/leaf/below",
                    BodyPublishers.noBody());
            assertEquals(422, reply.status());
            assertTrue(reply.detail().contains("within"), reply.detail());
        }
    }

    @Test
    void childrenComeInPages() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            write(TRUNK + "/list/" + name, "x");
        }

        JsonObject page = viewer.get(REGISTRY + "/children" + TRUNK + "/list?start=1&limit=1")
                .json();

        assertEquals(List.of(TRUNK + "/list/b"), texts(page, "resources", "path"));
        assertEquals(3, page.get("total").getAsInt());
        for (String wrong : List.of("start=-1", "start=x", "limit=0", "limit=1001")) {
            assertEquals(
                    400,
                    viewer.get(REGISTRY + "/children" + TRUNK + "?" + wrong).status(),
                    wrong);
        }
    }

    @Test
    void aVersionIsReadWhereThePresentIs() throws Exception {
        write(ONE, "old");
        long number = publisher
                .send("POST", REGISTRY + "/versions" + ONE, BodyPublishers.noBody())
                .json()
                .get("number")
                .getAsLong();
        write(ONE, "new");

        assertEquals("old", viewer.get(CONTENT + ONE + "?version=" + number).text());
        assertEquals("new", viewer.get(CONTENT + ONE).text());
        assertEquals(
                List.of(Long.toString(number)),
                texts(viewer.get(REGISTRY + "/versions" + ONE).json(), "versions", "number"));
        publisher.send("POST", REGISTRY + "/restore" + ONE + "?version=" + number, BodyPublishers.noBody());
        assertEquals("old", viewer.get(CONTENT + ONE).text());
        assertEquals(404, viewer.get(CONTENT + ONE + "?version=99999").status());
    }

    @Test
    void searchesByEverythingAtOnce() throws Exception {
        write(ONE + "?property=state=Testing", "x", "Content-Type", "text/plain");
        write(TRUNK + "/two?property=state=Testing", "x");
        publisher.send("PUT", REGISTRY + "/tags" + ONE + "?tag=hot", BodyPublishers.noBody());

        JsonObject found = viewer.get(REGISTRY + "/search?within=" + TRUNK
                        + "&kind=resource&mediaType=text/plain&property=state=Testing&tag=HOT&text=on")
                .json();

        assertEquals(List.of(ONE), texts(found, "resources", "path"));
        assertEquals(
                2,
                viewer.get(REGISTRY + "/search?property=state")
                        .json()
                        .get("total")
                        .getAsInt());
        assertEquals(400, viewer.get(REGISTRY + "/search?kind=folder").status());
    }

    @Test
    void whatIsSaidOfAResourceIsSaidInTheUsersName() throws Exception {
        write(ONE, "x");
        JsonObject comment = publisher
                .post(REGISTRY + "/comments" + ONE, "{\"text\":\"good\"}")
                .json();
        admin.send("PUT", REGISTRY + "/rating" + ONE + "?stars=5", BodyPublishers.noBody());
        publisher.send("PUT", REGISTRY + "/rating" + ONE + "?stars=2", BodyPublishers.noBody());

        assertEquals("paul", comment.get("author").getAsString());
        Client.Reply others = admin.put(
                REGISTRY + "/comments" + ONE + "?id=" + comment.get("id").getAsLong(), "{\"text\":\"bad\"}");
        assertEquals(403, others.status());
        JsonObject rating = publisher.get(REGISTRY + "/rating" + ONE).json();
        assertEquals(3.5, rating.get("average").getAsDouble());
        assertEquals(2, rating.get("own").getAsInt());
        assertTrue(texts(viewer.get(REGISTRY + "/activities?path=" + ONE).json(), "activities", "action")
                .containsAll(List.of("rate", "comment", "add")));
        assertEquals(400, viewer.get(REGISTRY + "/activities?from=yesterday").status());
    }

    @Test
    void theRulesDecideWhatAnAccountSeesAndChanges() throws Exception {
        write(ONE, "x");
        admin.send("PUT", CONTENT + TRUNK + "/secret/plan", BodyPublishers.ofString("x"));
        admin.send(
                "PUT", REGISTRY + "/link" + TRUNK + "/way?target=" + TRUNK + "/secret/plan", BodyPublishers.noBody());

        assertEquals(
                403,
                viewer.send("PUT", CONTENT + ONE, BodyPublishers.ofString("y")).status());
        assertEquals(
                403,
                publisher
                        .send("PUT", CONTENT + "/_system/governance/x", BodyPublishers.ofString("y"))
                        .status());
        for (String hidden : List.of(TRUNK + "/secret/plan", TRUNK + "/way", "/_system/config", "/")) {
            assertEquals(404, publisher.get(REGISTRY + "/metadata" + hidden).status(), hidden);
        }
        assertEquals(
                List.of(ONE),
                texts(publisher.get(REGISTRY + "/children" + TRUNK).json(), "resources", "path"));
        assertEquals(
                0,
                publisher
                        .get(REGISTRY + "/search?text=plan")
                        .json()
                        .get("total")
                        .getAsInt());
        assertEquals(200, admin.get(CONTENT + TRUNK + "/way").status());
    }

    @Test
    void aDumpGoesOutAndComesBackAndABrokenOneChangesNothing() throws Exception {
        write(TRUNK + "/tree/leaf", "content");
        byte[] dump = admin.get(REGISTRY + "/dump" + TRUNK + "/tree").response().body();

        Client.Reply loaded =
                admin.send("POST", REGISTRY + "/load" + TRUNK + "/again", BodyPublishers.ofByteArray(dump));
        Client.Reply broken = admin.send(
                "POST",
                REGISTRY + "/load" + TRUNK + "/broken",
                BodyPublishers.ofByteArray(Arrays.copyOf(dump, dump.length / 2)));

        assertEquals(200, loaded.status(), loaded.toString());
        assertEquals("content", viewer.get(CONTENT + TRUNK + "/again/leaf").text());
        assertEquals(422, broken.status(), broken.toString());
        assertEquals(404, viewer.get(REGISTRY + "/metadata" + TRUNK + "/broken").status());
    }

    private static String part(String name, String text) {
        return "--b-1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/xml\r\n\r\n" + text + "\r\n";
    }

    private Client.Reply importing(String query, byte[] form) throws Exception {
        return publisher.send(
                "POST",
                REGISTRY + "/import" + query,
                BodyPublishers.ofByteArray(form),
                "Content-Type",
                "multipart/form-data; boundary=\"b-1\"");
    }

    private static final String WSDL = """
            <d:definitions xmlns:d="http://schemas.xmlsoap.org/wsdl/" targetNamespace="http://foo.com">
              <d:import namespace="urn:x" location="sub/t.xsd"/><d:service name="Pizza"/></d:definitions>""";
    private static final String XSD = "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x'/>";

    @Test
    void aFormWithFilesIsImportedAndMakesAService() throws Exception {
        String form = part("sub/t.xsd", XSD) + part("p.wsdl", WSDL) + "--b-1--\r\n";

        Client.Reply reply = importing("?main=p.wsdl&service=true", form.getBytes(UTF_8));

        assertEquals(200, reply.status(), reply.toString());
        assertEquals(
                List.of(TRUNK + "/wsdls/com/foo/p.wsdl", TRUNK + "/schemas/x/t.xsd", TRUNK + "/services/com/foo/Pizza"),
                texts(reply.json(), "resources", "path"));
        assertEquals(XSD, viewer.get(CONTENT + TRUNK + "/schemas/x/t.xsd").text());
        assertEquals(
                "application/vnd.wso2-service+xml",
                viewer.get(CONTENT + TRUNK + "/services/com/foo/Pizza")
                        .header("Content-Type")
                        .orElseThrow());
    }

    @Test
    void anArchiveInAFormStandsForItsFiles() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(part("all.zip", "").replaceFirst("\r\n$", "").getBytes(UTF_8));
        try (ZipOutputStream zip = new ZipOutputStream(bytes) {
            @Override
            public void close() throws IOException {
                finish();
            }
        }) {
            zip.putNextEntry(new ZipEntry("p.wsdl"));
            zip.write(WSDL.getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("sub/t.xsd"));
            zip.write(XSD.getBytes(UTF_8));
        }
        bytes.write("\r\n--b-1--\r\n".getBytes(UTF_8));

        assertEquals(200, importing("", bytes.toByteArray()).status());
    }

    @Test
    void aFormThatIsNoneOrLacksSomethingIsRefusedWithTheReason() throws Exception {
        Map<String, String> reasons = new TreeMap<>(Map.of(
                "",
                "no end",
                "--b-1--",
                "holds no file",
                part("a.xsd", XSD),
                "no end",
                part("a.xsd", XSD).replace("filename", "other") + "--b-1--",
                "must be a file",
                part("a.xsd", XSD) + part("a.xsd", XSD) + "--b-1--",
                "two documents are named",
                part("a.zip", "no archive") + "--b-1--",
                "archive"));
        for (Map.Entry<String, String> reason : reasons.entrySet()) {
            Client.Reply reply = importing("", reason.getKey().getBytes(UTF_8));
            assertEquals(400, reply.status(), reason.toString());
            assertTrue(reply.detail().toLowerCase(Locale.ROOT).contains(reason.getValue()), reply.detail());
        }
        Client.Reply missing = importing("", (part("p.wsdl", WSDL) + "--b-1--").getBytes(UTF_8));
        assertEquals(422, missing.status());
        assertTrue(missing.detail().contains("sub/t.xsd (named by p.wsdl)"), missing.detail());
        String bomb = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + XSD;
        assertTrue(importing("", (part("a.xsd", bomb) + "--b-1--").getBytes(UTF_8))
                .detail()
                .contains("DOCTYPE"));
    }

    @Test
    void aNodeWithoutARegistrySaysSo() throws Exception {
        try (TestNode bare = TestNode.startBare()) {
            Client.Reply reply = Client.of(bare, TestAccounts.ADMIN).get(REGISTRY + "/children/");

            assertEquals(503, reply.status());
            assertTrue(reply.detail().contains("feature 'registry'"), reply.detail());
        }
    }
}
