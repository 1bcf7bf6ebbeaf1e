package org.trunkline.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.cli.CommandRunner;
import org.trunkline.cli.FakeNode;

/** The commands about what was, as a script gives them. */
class GoingBackTest {

    private static final String PLAN = """
            {"to":"c-1","head":"c-9","expected":"e 1","changes":[\
            {"instruction":"Publish","now":%s,"then":%s},{"instruction":"Remove","now":%s}],"stays":[%s]}""".formatted(
                    artifact("Internal", "42", "Pizza", "Publish", "bbbb"),
                    artifact("Internal", "42", "Pizza", "Publish", "aaaa"),
                    artifact("Internal", "43", "Cake", "Publish", "cccc"),
                    artifact("Internal", "44", "Soup", "Publish", "dddd"));
    private static final String DONE = "{\"revision\":\"c-10\",\"artifacts\":[%s,%s]}"
            .formatted(
                    artifact("Internal", "42", "Pizza", "Publish", "aaaa"),
                    artifact("Internal", "43", "Cake", "Remove", "eeee"));
    private static final String NONE = "{\"artifacts\":[]}";
    private static final String IMPORT = """
            {"repository":"acme/x","moves":[{"from":"Internal/42.json","to":"published/Internal/a1/42.json","artifact":%s}],\
            "unreadable":[{"path":"Internal/bad.json","reason":"it is no JSON"}]}""".formatted(artifact("Internal", "42", "Pizza", "Publish", "aaaa"));

    private FakeNode node;
    private CommandRunner commands;

    @BeforeEach
    void startNode() throws Exception {
        node = FakeNode.inClear();
        commands = new CommandRunner().with("TRUNKLINE_PASSWORD", "s3cret").with("TRUNKLINE_URL", node.url());
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    private static String artifact(String label, String id, String name, String instruction, String digest) {
        return """
                {"label":"%s","apiId":"%s","name":"%s","version":"1.0.0","instruction":"%s","revision":"c-10",\
                "savedAt":"2026-11-22T09:12:44Z","sha256":"%s"}""".formatted(label, id, name, instruction, digest);
    }

    private static String list(String... artifacts) {
        return "{\"artifacts\":[" + String.join(",", artifacts) + "]}";
    }

    private List<String> posts() {
        return node.asked().stream()
                .filter(asked -> asked.method().equals("POST"))
                .map(FakeNode.Asked::uri)
                .toList();
    }

    @Test
    void anApiIsNamedByNameAndVersion() {
        node.answers("GET /api/v1/artifacts", 200, list(artifact("Internal", "42", "Pizza", "Publish", "aaaa")));
        node.answers(
                "GET /api/v1/artifacts/42/history", 200, list(artifact("Internal", "42", "Pizza", "Publish", "aaaa")));

        var outcome = commands.run("artifacts", "history", "Pizza/1.0.0");

        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains("Internal  c-10"), outcome.out());
        assertTrue(
                node.asked().get(0).uri().contains("name=Pizza&version=1.0.0"),
                node.asked().toString());
    }

    @Test
    void anApiThatWasMadeAnewIsTheOneThatIsPublished() {
        node.answers(
                "GET /api/v1/artifacts",
                200,
                list(
                        artifact("Internal", "41", "Pizza", "Remove", "aaaa"),
                        artifact("Internal", "42", "Pizza", "Publish", "aaaa")));
        node.answers("DELETE /api/v1/artifacts/42", 200, NONE);

        assertEquals(0, commands.run("artifacts", "remove", "Pizza/1.0.0").status());
    }

    @Test
    void aNameOfSeveralApisIsRefusedWithTheirIds() {
        node.answers(
                "GET /api/v1/artifacts",
                200,
                list(
                        artifact("Internal", "41", "Pizza", "Publish", "aaaa"),
                        artifact("Internal", "42", "Pizza", "Publish", "aaaa")));

        var outcome = commands.run("artifacts", "show", "Pizza/1.0.0");

        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("several APIs: give the id of one. 41, 42"), outcome.err());
    }

    @Test
    void diffShowsTheLatestChange() {
        node.answers("GET /api/v1/artifacts/42", 200, list(artifact("Internal", "42", "Pizza", "Publish", "bbbb")));
        node.answers(
                "GET /api/v1/artifacts/42/history",
                200,
                list(
                        artifact("Internal", "42", "Pizza", "Publish", "bbbb").replace("c-10", "c-2"),
                        artifact("Internal", "42", "Pizza", "Publish", "aaaa").replace("c-10", "c-1")));
        node.answers("GET /api/v1/artifacts/42/body", 200, "{\"x\":\"<a><b v='1'/></a>\"}");
        node.answers("GET /api/v1/artifacts/42/body", 200, "{\"x\":\"<a><b v='2'/></a>\"}");

        var outcome = commands.run("artifacts", "diff", "42");

        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains("-      <b v=\"1\"/>\n+      <b v=\"2\"/>"), outcome.out());
        assertFalse(outcome.out().contains("\u001b"), "colours in a pipe");
        assertTrue(
                node.asked().get(2).uri().contains("revision=c-1"), node.asked().toString());
        assertTrue(
                node.asked().get(3).uri().contains("revision=c-2"), node.asked().toString());
    }

    @Test
    void diffForScriptsHoldsBothSidesAndTheLines() {
        node.answers("GET /api/v1/artifacts/42/body", 200, "{\"x\":1}");
        node.answers("GET /api/v1/artifacts/42/body", 200, "{\"x\":2}");

        var outcome = commands.run(
                "artifacts", "diff", "42", "--label", "Internal", "--from", "c-1", "--to", "c-2", "--json");

        var json = JsonParser.parseString(outcome.out()).getAsJsonObject();
        assertEquals("Internal", json.get("label").getAsString());
        assertTrue(json.has("from") && json.has("to"), outcome.out());
        assertEquals(7, json.getAsJsonArray("diff").size(), outcome.out());
    }

    @Test
    void diffShowsEscapeSequencesInsteadOfObeyingThem() {
        node.answers("GET /api/v1/artifacts/42/body", 200, "plain");
        node.answers("GET /api/v1/artifacts/42/body", 200, "\u001b[31mred");

        var out = commands.run("artifacts", "diff", "42", "--label", "A", "--from", "1", "--to", "2")
                .out();

        assertTrue(out.contains("+\\u001b[31mred"), out);
    }

    @Test
    void diffSaysThatThereIsNothingBefore() {
        node.answers(
                "GET /api/v1/artifacts/42/history", 200, list(artifact("Internal", "42", "Pizza", "Publish", "aaaa")));

        var only = commands.run("artifacts", "diff", "42", "--label", "Internal");
        var unknown = commands.run("artifacts", "diff", "42", "--label", "Internal", "--to", "c-7");

        assertEquals(1, only.status());
        assertTrue(only.err().contains("There is no state before the latest one"), only.err());
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("give --from as well"), unknown.err());
    }

    @Test
    void diffAsksForOneLabelOfSeveral() {
        node.answers(
                "GET /api/v1/artifacts/42",
                200,
                list(
                        artifact("Internal", "42", "Pizza", "Publish", "aaaa"),
                        artifact("External", "42", "Pizza", "Publish", "aaaa")));

        var outcome = commands.run("artifacts", "diff", "42");

        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("give --label with one of Internal, External"), outcome.err());
    }

    @Test
    void rollbackShowsThePlanAndDoesNothingUntilToldTo() {
        node.answers("GET /api/v1/rollback", 200, PLAN);

        var asked = commands.run("artifacts", "rollback", "42", "--label", "Internal", "--to", "c-1");
        var dry = commands.run("artifacts", "rollback", "42", "--label", "Internal", "--to", "c-1", "--dry-run");

        assertEquals(2, asked.status());
        assertTrue(asked.err().contains("give --yes to do it"), asked.err());
        assertEquals(0, dry.status(), dry.err());
        assertTrue(dry.out().contains("publish  Internal  Pizza  1.0.0    bbbb"), dry.out());
        assertTrue(dry.out().contains("remove   Internal  Cake   1.0.0    cccc"), dry.out());
        assertTrue(dry.out().contains("As they are: Soup 1.0.0 on Internal."), dry.out());
        assertEquals(List.of(), posts());
    }

    @Test
    void rollbackDoesWhatThePlanShowsAndSaysHowToUndoIt() {
        node.answers("GET /api/v1/rollback", 200, PLAN);
        node.answers("POST /api/v1/rollback", 200, DONE);

        var outcome = commands.run("artifacts", "rollback", "42", "--label", "Internal", "--to", "c-1", "--yes");

        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains("published Pizza 1.0.0 to Internal, revision c-10"), outcome.out());
        assertTrue(outcome.out().contains("removed Cake 1.0.0 from Internal, revision c-10"), outcome.out());
        assertTrue(outcome.err().contains("To undo it, go back to c-9."), outcome.err());
        assertEquals(List.of("/api/v1/rollback?apiId=42&label=Internal&to=c-1&expected=e%201"), posts());
    }

    @Test
    void rollbackTellsALabelFromAnApi() {
        node.answers("GET /api/v1/artifacts", 200, NONE);
        node.answers("GET /api/v1/artifacts", 200, list(artifact("Internal", "42", "Pizza", "Publish", "aaaa")));
        node.answers("GET /api/v1/rollback", 200, PLAN);
        node.answers("POST /api/v1/rollback", 200, DONE);

        assertEquals(
                0,
                commands.run("artifacts", "rollback", "Internal", "--to", "c-1", "--yes")
                        .status());

        assertEquals(List.of("/api/v1/rollback?label=Internal&to=c-1&expected=e%201"), posts());
    }

    @Test
    void rollbackRefusesWhatIsBothOrNeither() {
        node.answers("GET /api/v1/artifacts", 200, list(artifact("x", "x", "Pizza", "Publish", "aaaa")));
        var both = commands.run("artifacts", "rollback", "x", "--to", "c-1", "--yes");
        node.close();

        assertEquals(2, both.status());
        assertTrue(both.err().contains("x is an API and a label"), both.err());
    }

    @Test
    void rollbackOfNothingKnownSaysSo() {
        node.answers("GET /api/v1/artifacts", 200, NONE);

        var outcome = commands.run("artifacts", "rollback", "nobody", "--to", "c-1", "--yes");

        assertEquals(1, outcome.status());
        assertTrue(
                outcome.err().contains("Nothing was ever published for an API or on a label 'nobody'"), outcome.err());
    }

    @Test
    void aPlanThatNoLongerHoldsIsRefusedByTheNode() {
        node.answers("GET /api/v1/rollback", 200, PLAN);
        node.answers("POST /api/v1/rollback", 409, "{\"title\":\"Conflict\",\"detail\":\"Look at a new plan.\"}");

        var outcome = commands.run("artifacts", "rollback", "--label", "Internal", "--to", "c-1", "--yes");

        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("409 Conflict: Look at a new plan."), outcome.err());
    }

    @Test
    void nothingToDoIsDone() {
        node.answers(
                "GET /api/v1/rollback",
                200,
                "{\"to\":\"c-1\",\"head\":\"c-9\",\"expected\":\"e\",\"changes\":[],\"stays\":[]}");

        var outcome = commands.run("artifacts", "rollback", "--label", "Internal", "--to", "c-1");

        assertEquals(0, outcome.status());
        assertTrue(outcome.out().contains("Nothing to do"), outcome.out());
    }

    @Test
    void importShowsWhatMovesAndWhatStays() {
        node.answers("GET /api/v1/github/import", 200, IMPORT);
        node.answers("POST /api/v1/github/import", 200, "{\"revision\":\"c-10\"}");

        var dry = commands.run("artifacts", "import", "--dry-run");
        var done = commands.run("artifacts", "import", "--yes");

        assertTrue(dry.out().contains("Internal/42.json  published/Internal/a1/42.json  Pizza"), dry.out());
        assertTrue(dry.out().contains("stays Internal/bad.json: it is no JSON"), dry.out());
        assertTrue(done.out().contains("imported 1 artifact, revision c-10"), done.out());
        assertEquals(1, posts().size());
        assertEquals(2, commands.run("artifacts", "import").status());
    }

    @Test
    void importOfAnotherStoreIsRefusedByTheNode() {
        node.answers("GET /api/v1/github/import", 409, "{\"title\":\"Not on this node\",\"detail\":\"It is jdbc.\"}");

        assertTrue(commands.run("artifacts", "import").err().contains("409 Not on this node: It is jdbc."));
    }

    @Test
    void scriptsSayBeforehandWhatTheyWant() {
        for (var command : List.of("import", "rollback 42 --to c-1")) {
            var outcome = commands.run(("artifacts " + command + " --json").split(" "));

            assertEquals(2, outcome.status());
            assertEquals("", outcome.out());
            assertTrue(outcome.err().contains("With --json nobody is asked"), outcome.err());
        }
        assertEquals(List.of(), node.asked());
    }

    @Test
    void statusShowsWhatGitHubAllows() {
        node.answers("GET /api/v1/status", 200, """
                {"store":{"type":"github","head":"c-9","github":{"repository":"acme/x","host":"api.github.com","limit":5000,\
                "remaining":4321,"resetAt":"2026-11-22T10:00:00Z","requests":17,"notModified":9,"lastHour":12,\
                "pausedUntil":"2026-11-22T09:30:00Z","pauseReason":"GitHub asked for it"}}}""");

        var out = commands.run("status").out();

        assertTrue(out.contains("acme/x at api.github.com, its default branch"), out);
        assertTrue(out.contains("17 by this node, 9 not modified, 12 in the last hour"), out);
        assertTrue(out.contains("4321 of 5000 requests left until 2026-11-22"), out);
        assertTrue(out.contains("GitHub asked for it"), out);
    }
}
