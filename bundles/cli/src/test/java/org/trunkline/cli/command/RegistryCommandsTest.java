package org.trunkline.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.cli.CommandRunner;
import org.trunkline.cli.CommandRunner.Outcome;
import org.trunkline.cli.FakeNode;

class RegistryCommandsTest {

    private static final String REGISTRY = "/api/v1/registry";
    private static final String RESOURCE = """
            {"path":"/a/b","kind":"resource","uuid":"u","revision":"7","mediaType":"text/plain","properties":{"state":["x","y"]},\
            "size":1234,"createdBy":"ada","createdAt":"2026-11-22T09:12:44Z","modifiedBy":"paul","modifiedAt":"2026-11-22T09:12:44Z"}""";
    private static final String COLLECTION = RESOURCE.replace("\"resource\"", "\"collection\"");

    @TempDir
    private Path directory;

    private FakeNode node;
    private CommandRunner commands;

    @BeforeEach
    void startNode() throws Exception {
        node = FakeNode.inClear();
        commands = new CommandRunner().with("TRUNKLINE_PASSWORD", "secret").with("TRUNKLINE_URL", node.url());
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    private String asked(int index) {
        var request = node.asked().get(index);
        return request.method() + " " + request.uri();
    }

    @Test
    void lsListsNamesAndMarksCollectionsAndLinks() {
        node.answers("GET " + REGISTRY + "/metadata/a", 200, COLLECTION);
        node.answers(
                "GET " + REGISTRY + "/children/a",
                200,
                "{\"resources\":[" + RESOURCE + ","
                        + COLLECTION.replace("/a/b", "/a/c") + ","
                        + RESOURCE.replace("\"path\":\"/a/b\"", "\"path\":\"/a/way\",\"realPath\":\"/x/y\"")
                        + "],\"start\":0,\"total\":3}");

        assertEquals(
                List.of("b", "c/", "way -> /x/y"),
                commands.run("registry", "ls", "/a/").out().lines().toList());
        var details = commands.run("registry", "ls", "-l", "/a").out();
        assertTrue(details.contains("1.2 kB"), details);
        assertTrue(details.contains("text/plain"), details);
    }

    @Test
    void lsReadsEveryPage() {
        node.answers("GET " + REGISTRY + "/metadata/_system/governance", 200, COLLECTION);
        var page = "{\"resources\":[" + RESOURCE + "],\"start\":0,\"total\":2}";
        node.answers("GET " + REGISTRY + "/children/_system/governance", 200, page);

        assertEquals(2, commands.run("registry", "ls").out().lines().count());
        assertTrue(asked(2).contains("start=1"), asked(2));
    }

    @Test
    void aPathIsSentNameByName() {
        node.answers("GET " + REGISTRY + "/metadata/a%20b/%C3%A4%3F", 200, RESOURCE);

        assertEquals(0, commands.run("registry", "show", "/a b/ä?").status());
    }

    @Test
    void aPathThatIsNotAbsoluteIsAMistake() {
        var outcome = commands.run("registry", "ls", "a/b");

        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("begins with a slash"), outcome.err());
        assertEquals(List.of(), node.asked());
    }

    @Test
    void showTellsEverything() {
        node.answers("GET " + REGISTRY + "/metadata/a/b", 200, RESOURCE);

        var out = commands.run("registry", "show", "/a/b").out();

        assertTrue(out.contains("state") && out.contains("x, y") && out.contains("by paul"), out);
    }

    @Test
    void getPrintsTheContentOrKeepsItInAFile() throws Exception {
        node.answers("GET " + REGISTRY + "/content/a/b", 200, "text/plain", "content");
        var file = directory.resolve("out");

        assertEquals("content", commands.run("registry", "get", "/a/b").out());
        assertEquals(
                0,
                commands.run("registry", "get", "/a/b", "--output", file.toString())
                        .status());
        assertEquals("content", Files.readString(file));
    }

    @Test
    void aGetThatIsRefusedLeavesTheFileAlone() throws Exception {
        var file = Files.writeString(directory.resolve("out"), "before");

        var outcome = commands.run("registry", "get", "/a/b", "--output", file.toString());

        assertEquals(1, outcome.status());
        assertEquals("before", Files.readString(file));
        try (var left = Files.list(directory)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void putSendsAFileWithWhatItIs() throws Exception {
        node.answers("PUT " + REGISTRY + "/content/a/b", 201, RESOURCE);
        var file = Files.writeString(directory.resolve("b.wsdl"), "<wsdl/>");

        var outcome = commands.run(
                "registry", "put", "/a/b", file.toString(), "-p", "state=x=y", "-p", "n=ä", "--description", "It");

        assertEquals("put /a/b, revision 7, 1.2 kB", outcome.out().strip());
        assertEquals(
                "PUT " + REGISTRY + "/content/a/b?property=state%3Dx%3Dy&property=n%3D%C3%A4&description=It", asked(0));
        assertEquals("<wsdl/>", node.asked().get(0).body());
        assertEquals("application/wsdl+xml", node.asked().get(0).contentType());
    }

    @Test
    void putTakesStandardInputAndARevision() {
        node.answers("PUT " + REGISTRY + "/content/a/b", 200, RESOURCE);

        commands.withInput("from a pipe").run("registry", "put", "/a/b", "--if-revision", "7");

        assertEquals("from a pipe", node.asked().get(0).body());
        assertEquals("\"7\"", node.asked().get(0).ifMatch());
    }

    @Test
    void putMakesACollection() {
        node.answers("PUT " + REGISTRY + "/metadata/a/b", 201, COLLECTION);

        assertEquals(
                0,
                commands.run("registry", "put", "/a/b", "--collection", "-p", "x=1", "-p", "x=2")
                        .status());

        assertTrue(node.asked().get(0).body().contains("\"properties\":{\"x\":[\"1\",\"2\"]}"));
    }

    @Test
    void aTreeIsDeletedOnlyIfItIsMeant() {
        node.answers("GET " + REGISTRY + "/metadata/a", 200, COLLECTION);
        node.answers("GET " + REGISTRY + "/children/a", 200, "{\"resources\":[],\"start\":0,\"total\":12}");
        node.answers("DELETE " + REGISTRY + "/content/a", 204, "");

        var plain = commands.run("registry", "rm", "/a");
        var unanswered = commands.run("registry", "rm", "-r", "/a");

        assertAll(
                () -> assertEquals(2, plain.status()),
                () -> assertTrue(plain.err().contains("-r"), plain.err()),
                () -> assertEquals(2, unanswered.status()),
                () -> assertTrue(unanswered.err().contains("--yes"), unanswered.err()),
                () -> assertFalse(node.asked().stream()
                        .anyMatch(request -> request.method().equals("DELETE"))));
        assertEquals(
                "deleted /a",
                commands.run("registry", "rm", "-r", "--yes", "/a").out().strip());
    }

    @Test
    void aLinkIsDeletedWithoutWhatItLeadsTo() {
        node.answers("GET " + REGISTRY + "/link/a", 200, "{\"path\":\"/a\",\"target\":\"/b\"}");
        node.answers("DELETE " + REGISTRY + "/content/a", 204, "");

        assertEquals("deleted /a", commands.run("registry", "rm", "/a").out().strip());
    }

    @Test
    void eachOtherCommandAsksWhatItSays() {
        node.answers("POST " + REGISTRY + "/move/a", 201, RESOURCE);
        node.answers("POST " + REGISTRY + "/copy/a", 201, RESOURCE);
        node.answers("POST " + REGISTRY + "/versions/a", 201, "{\"number\":3}");
        node.answers("GET " + REGISTRY + "/versions/a", 200, "{\"versions\":[{\"number\":3,\"createdBy\":\"ada\"}]}");
        node.answers("DELETE " + REGISTRY + "/versions/a", 204, "");
        node.answers("POST " + REGISTRY + "/restore/a", 200, RESOURCE);
        node.answers("POST " + REGISTRY + "/associations/a", 204, "");
        node.answers("DELETE " + REGISTRY + "/associations/a", 204, "");
        node.answers(
                "GET " + REGISTRY + "/associations/a",
                200,
                "{\"associations\":[{\"source\":\"/a\",\"target\":\"/b\",\"type\":\"depends\"}]}");
        node.answers("PUT " + REGISTRY + "/tags/a", 204, "");
        node.answers("DELETE " + REGISTRY + "/tags/a", 204, "");
        node.answers("GET " + REGISTRY + "/tags/a", 200, "{\"tags\":[{\"name\":\"hot\",\"users\":2}]}");
        node.answers("POST " + REGISTRY + "/comments/a", 201, "{}");
        node.answers(
                "GET " + REGISTRY + "/comments/a",
                200,
                "{\"comments\":[{\"id\":1,\"text\":\"good\",\"author\":\"ada\"}]}");
        node.answers("PUT " + REGISTRY + "/rating/a", 204, "");
        node.answers("GET " + REGISTRY + "/rating/a", 200, "{\"average\":3.5,\"users\":2,\"own\":5}");
        node.answers("PUT " + REGISTRY + "/link/a", 204, "");
        node.answers("GET " + REGISTRY + "/link/a", 200, "{\"path\":\"/a\",\"target\":\"/b\"}");
        node.answers("GET " + REGISTRY + "/search", 200, "{\"resources\":[" + RESOURCE + "],\"start\":0,\"total\":1}");
        node.answers(
                "GET " + REGISTRY + "/activities",
                200,
                "{\"activities\":[{\"path\":\"/a\",\"user\":\"ada\",\"action\":\"add\",\"at\":\"2026-11-22T09:12:44Z\"}],\"start\":0,\"total\":1}");
        node.answers("GET " + REGISTRY + "/dump/a", 200, "application/octet-stream", "DUMP");
        node.answers("POST " + REGISTRY + "/load/a", 200, RESOURCE);

        said("moved /a to /b", "mv", "/a", "/b");
        said("copied /a to /b", "cp", "/a", "/b");
        said("kept /a as version 3", "versions", "/a", "--create");
        said("ada", "versions", "/a");
        said("forgot version 3", "versions", "/a", "--delete", "3");
        said("restored /a to version 3", "restore", "/a", "3");
        said("associated /a with /b (depends)", "assoc", "/a", "--add", "/b");
        said("removed the association of /a with /b", "assoc", "/a", "--remove", "/b", "--type", "depends");
        said("/a      depends  /b", "assoc", "/a");
        said("hot", "tag", "/a", "hot", "new one", "--remove", "old");
        said("good", "comment", "/a", "good");
        said("3.5 of 5, by 2; your own: 5", "rate", "/a", "5");
        said("linked /a to /b", "link", "/a", "/b");
        said("/b", "link", "/a");
        said("/a/b", "search", "b", "--tag", "hot", "-p", "state=x", "--within", "/a");
        said("add", "log", "/a");
        said("DUMP", "dump", "/a");
        commands.withInput("DUMP");
        said("loaded /a", "load", "/a");
        assertTrue(node.asked().stream().anyMatch(request -> request.uri().endsWith("/tags/a?tag=new%20one")));
        assertTrue(node.asked().stream()
                .anyMatch(request -> request.uri()
                        .contains("/search?text=b&within=%2Fa&property=state%3Dx&tag=hot&start=0&limit=1000")));
    }

    private void said(String expected, String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "registry";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Outcome outcome = commands.run(all);
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains(expected), outcome.toString());
    }

    @Test
    void importTakesTheFilesThatADocumentNeeds() throws Exception {
        node.answers("POST " + REGISTRY + "/import", 200, """
                {"resources":[{"path":"/trunk/a.wsdl","mediaType":"m","document":"a.wsdl","outcome":"created"}],\
                "leftAlone":[{"document":"a.wsdl","target":"http://x/y.xsd"}]}""");
        Files.createDirectories(directory.resolve("api/sub"));
        var main = Files.writeString(directory.resolve("api/a.wsdl"), """
                <d:definitions xmlns:d="http://schemas.xmlsoap.org/wsdl/"><d:import location="sub/b.xsd"/>\
                <d:import location="../c.xsd"/><d:import location="gone.xsd"/><d:import location="http://x/y.xsd"/>\
                </d:definitions>""");
        Files.writeString(directory.resolve("api/sub/b.xsd"), """
                <s:schema xmlns:s="http://www.w3.org/2001/XMLSchema"><s:include schemaLocation="../../c.xsd"/></s:schema>""");
        Files.writeString(directory.resolve("c.xsd"), "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"/>");
        Files.writeString(directory.resolve("other.xsd"), "not wanted");

        var outcome = commands.run("registry", "import", main.toString(), "--service", "--service-version", "2.0.0");

        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("/trunk/a.wsdl"), outcome.out());
        assertTrue(outcome.err().contains("http://x/y.xsd in a.wsdl"), outcome.err());
        var request = node.asked().get(0);
        assertEquals(REGISTRY + "/import?service=true&version=2.0.0", request.uri());
        var body = request.body();
        assertTrue(body.indexOf("filename=\"a.wsdl\"") < body.indexOf("filename=\"sub/b.xsd\""), body);
        assertTrue(body.contains("filename=\"../c.xsd\""), body);
        assertFalse(body.contains("not wanted") || body.contains("filename=\"gone.xsd"), body);
    }

    @Test
    void whatTheNodeRefusesIsToldAsItSaysIt() throws Exception {
        node.answers(
                "POST " + REGISTRY + "/import",
                422,
                "{\"title\":\"Refused by the registry\",\"status\":422,\"detail\":\"Documents are missing: gone.xsd.\"}");
        var file = Files.write(directory.resolve("a.xsd"), "<a/>".getBytes(UTF_8));

        var outcome = commands.run("registry", "import", file.toString());

        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("Documents are missing: gone.xsd."), outcome.err());
        assertEquals(2, commands.run("registry", "import", file + "x").status());
    }

    @Test
    void jsonIsTheAnswerOfTheNode() {
        node.answers("GET " + REGISTRY + "/metadata/a/b", 200, RESOURCE);

        assertEquals(
                RESOURCE,
                commands.run("registry", "show", "/a/b", "--json").out().strip());
    }
}
