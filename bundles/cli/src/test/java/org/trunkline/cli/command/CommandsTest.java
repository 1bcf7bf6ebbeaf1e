package org.trunkline.cli.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.cli.CommandRunner;
import org.trunkline.cli.CommandRunner.Outcome;
import org.trunkline.cli.FakeNode;

class CommandsTest {

    private static final String PUBLISHED = """
            {"revision":"r-7","artifacts":[{"label":"Internal","apiId":"42","instruction":"Publish","name":"PizzaShop",\
            "version":"1.0.0","tenant":"carbon.super","revision":"r-7","savedAt":"2026-11-22T09:12:44.120Z","size":18211}]}""";

    @TempDir
    private Path directory;

    private FakeNode node;
    private CommandRunner commands;

    @BeforeEach
    void startNode() throws Exception {
        node = FakeNode.inClear();
        commands = new CommandRunner().with("TRUNKLINE_PASSWORD", "s3cret ü").with("TRUNKLINE_URL", node.url());
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void statusShowsTheNodeAndWhatDoesNotWork() {
        node.answers("GET /api/v1/status", 200, """
                {"node":{"name":"n1","version":"0.1.0","profile":"all","startedAt":"2026-11-22T09:12:44Z"},"live":true,\
                "ready":false,"checks":[{"name":"store","status":"WARN","message":"slow"}],\
                "problems":[{"kind":"BUNDLE","subject":"bad.jar","reason":"it imports a package that nobody exports"}],\
                "store":{"type":"jdbc","head":"r-9"},"sink":{"name":"DBSaver"}}""");

        var outcome = commands.run("status");

        assertAll(
                () -> assertEquals(0, outcome.status()),
                () -> assertTrue(outcome.out().contains("profile  all"), outcome.out()),
                () -> assertTrue(outcome.out().contains("ready    no"), outcome.out()),
                () -> assertTrue(outcome.out().contains("jdbc, head r-9"), outcome.out()),
                () -> assertTrue(
                        outcome.out().contains("BUNDLE bad.jar: it imports a package that nobody exports"),
                        outcome.out()));
    }

    @Test
    void jsonIsTheAnswerOfTheNodeAndNothingElse() {
        var answer = "{\"node\":{\"name\":\"n1\"},\"notKnownHere\":[1,2]}";
        node.answers("GET /api/v1/status", 200, answer);
        node.answers("GET /api/v1/nodes", 200, answer);
        node.answers("GET /api/v1/gateway", 200, answer);
        node.answers("GET /api/v1/users", 200, answer);

        for (var command : List.of("status", "nodes", "gateway", "users ls")) {
            var arguments = Stream.concat(Arrays.stream(command.split(" ")), Stream.of("--json"))
                    .toArray(String[]::new);

            assertEquals(
                    answer + System.lineSeparator(), commands.run(arguments).out(), command);
        }
    }

    @Test
    void optionsMayStandBeforeOrAfterTheCommand() {
        node.answers("GET /api/v1/users", 200, "{\"users\":[]}");

        assertEquals(
                "{\"users\":[]}", commands.run("--json", "users", "ls").out().strip());
        assertEquals(
                "{\"users\":[]}", commands.run("users", "--json", "ls").out().strip());
    }

    @Test
    void nodesNamesTheGatewaysThatLagBehind() {
        node.answers("GET /api/v1/nodes", 200, """
                {"node":{"name":"p","profile":"publisher","managementAddress":"https://127.0.0.1:9443"},"head":"r-9",\
                "readers":[{"node":"g1","account":"g1","labels":["Internal","Production and Sandbox"],\
                "heldRevision":"r-8","lastSeen":"2026-11-22T09:12:44Z","upToDate":false}]}""");

        var out = commands.run("nodes").out();

        assertTrue(out.contains("g1       g1       Internal, Production and Sandbox  r-8    no"), out);
    }

    @Test
    void gatewayShowsWhatIsServedAndWhyTheRestIsNot() {
        node.answers("GET /api/v1/gateway", 200, """
                {"source":"DBRetriever","ready":true,"phase":"IN_SYNC","labels":["Internal"],"heldRevision":"r-9",\
                "previewAddress":"http://127.0.0.1:8280","apis":[{"label":"Internal","apiId":"1","name":"PizzaShop",\
                "version":"1.0.0","context":"/pizza/1.0.0","revision":"r-3","deployedAt":"2026-11-22T09:12:44Z",\
                "notPreviewed":["handler com.acme.Secret"]}],"failures":[{"label":"Internal","apiId":"2",\
                "reason":"its API definition is no XML","earlierVersionServed":true}]}""");

        var out = commands.run("gateway").out();

        assertAll(
                () -> assertTrue(out.startsWith("Ready, IN_SYNC, fed by DBRetriever"), out),
                () -> assertTrue(out.contains("/pizza/1.0.0  PizzaShop  1.0.0"), out),
                () -> assertTrue(out.contains("Not previewed: PizzaShop 1.0.0: handler com.acme.Secret"), out),
                () -> assertTrue(out.contains("Failed: 2 of label Internal: its API definition is no XML"), out));
    }

    @Test
    void lsFollowsEveryPage() {
        node.answers("GET /api/v1/artifacts", 200, "{\"artifacts\":[{\"apiId\":\"1\"}],\"next\":\"c 1\"}");
        node.answers("GET /api/v1/artifacts", 200, "{\"artifacts\":[{\"apiId\":\"2\"}]}");

        var outcome = commands.run("artifacts", "ls", "--label", "Internal", "--json");

        assertEquals(
                "{\"artifacts\":[{\"apiId\":\"1\"},{\"apiId\":\"2\"}]}",
                outcome.out().strip());
        assertTrue(
                node.asked().get(1).uri().contains("label=Internal"),
                node.asked().toString());
        assertTrue(
                node.asked().get(1).uri().contains("after=c%201"), node.asked().toString());
    }

    @Test
    void publishSendsAFileByteForByteToEachLabel() throws Exception {
        var body = "{ \"apiId\" : \"42\",\r\n\"name\":\"Zürich \\u003c\" }\n";
        var file = Files.writeString(directory.resolve("pizza.json"), body);
        node.answers("POST /api/v1/artifacts", 201, PUBLISHED);

        var outcome = commands.run("artifacts", "publish", file.toString(), "--label", "Internal", "--label", "A & B");

        assertEquals(
                "published PizzaShop 1.0.0 to Internal, revision r-7",
                outcome.out().strip());
        assertEquals(body, node.asked().get(0).body());
        assertTrue(
                node.asked().get(0).uri().endsWith("?label=Internal&label=A%20%26%20B"),
                node.asked().toString());
    }

    @Test
    void publishReadsStandardInput() {
        node.answers("POST /api/v1/artifacts", 201, PUBLISHED);

        var outcome = commands.withInput("{\"apiId\":\"42\"}").run("artifacts", "publish", "-", "--label", "Internal");

        assertEquals(0, outcome.status());
        assertEquals("{\"apiId\":\"42\"}", node.asked().get(0).body());
    }

    @Test
    void aFileThatIsRefusedDoesNotKeepTheOthersFromBeingPublished() throws Exception {
        var bad = Files.writeString(directory.resolve("bad.json"), "{}").toString();
        var good = Files.writeString(directory.resolve("good.json"), "{}").toString();
        node.answers(
                "POST /api/v1/artifacts", 422, "{\"title\":\"Not an API artifact\",\"detail\":\"It has no apiId.\"}");
        node.answers("POST /api/v1/artifacts", 201, PUBLISHED);

        var outcome = commands.run("artifacts", "publish", bad, good, "--label", "Internal");

        assertEquals(1, outcome.status());
        assertTrue(outcome.out().contains("published PizzaShop"), outcome.out());
        assertTrue(
                outcome.err().contains(bad + ": POST /api/v1/artifacts?label=Internal of " + node.url()),
                outcome.err());
        assertTrue(outcome.err().contains("422 Not an API artifact: It has no apiId."), outcome.err());
        assertTrue(outcome.err().contains("1 of 2 files were not published"), outcome.err());
    }

    @Test
    void removeSaysWhatWasRemoved() {
        node.answers("DELETE /api/v1/artifacts/42", 200, PUBLISHED);

        assertEquals(
                "removed PizzaShop 1.0.0 from Internal, revision r-7",
                commands.run("artifacts", "remove", "42").out().strip());
    }

    @Test
    void showGivesABodyBackByteForByte() {
        var body = "{ \"apiId\":\"42\" }\r\n";
        node.answers("GET /api/v1/artifacts/42/body", 200, body);

        assertEquals(
                body,
                commands.run("artifacts", "show", "42", "--label", "Internal", "--body")
                        .out());
    }

    @Test
    void showAsksForTheLabelOfABodyThatIsOnSeveral() {
        node.answers(
                "GET /api/v1/artifacts/42", 200, "{\"artifacts\":[{\"label\":\"Internal\"},{\"label\":\"External\"}]}");

        var outcome = commands.run("artifacts", "show", "42", "--body");

        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("give --label"), outcome.err());
    }

    @Test
    void showKnowsTheLabelOfABodyThatIsOnOne() {
        node.answers("GET /api/v1/artifacts/42", 200, "{\"artifacts\":[{\"label\":\"Internal\"}]}");
        node.answers("GET /api/v1/artifacts/42/body", 200, "{}");

        assertEquals(
                "{}", commands.run("artifacts", "show", "42", "--at", "c-1").out());
        assertTrue(
                node.asked().get(1).uri().endsWith("?label=Internal&revision=c-1"),
                node.asked().toString());
    }

    @Test
    void usersAddTakesThePasswordFromTheEnvironment() {
        node.answers("POST /api/v1/users", 201, "{\"name\":\"g1\",\"roles\":[\"viewer\"]}");

        var outcome = commands.with("TRUNKLINE_NEW_PASSWORD", "n3w").run("users", "add", "g1", "--role", "viewer");

        assertEquals("added g1 (viewer)", outcome.out().strip());
        assertEquals(
                "{\"name\":\"g1\",\"password\":\"n3w\",\"roles\":[\"viewer\"]}",
                node.asked().get(0).body());
    }

    @Test
    void usersPasswdReadsTheFirstLineOfAFile() throws Exception {
        var file = Files.writeString(directory.resolve("password"), "n3w\r\nsecond line\n")
                .toString();
        node.answers("PUT /api/v1/users/a%2Fb/password", 204, "");

        var outcome = commands.run("users", "passwd", "a/b", "--new-password-file", file);

        assertEquals(0, outcome.status(), outcome.err());
        assertEquals("{\"password\":\"n3w\"}", node.asked().get(0).body());
    }

    @Test
    void thePasswordTravelsInTheAuthorizationHeaderAndNowhereElse() {
        node.answers("GET /api/v1/users", 200, "{\"users\":[]}");

        commands.run("users", "ls", "--user", "ada");

        var asked = node.asked().get(0);
        var expected = Base64.getEncoder().encodeToString("ada:s3cret ü".getBytes(StandardCharsets.UTF_8));
        assertEquals("Basic " + expected, asked.authorization());
        assertFalse(asked.uri().contains("s3cret"), asked.uri());
    }

    @Test
    void aPasswordIsNoArgument() {
        assertEquals(2, commands.run("status", "--password", "s3cret").status());
    }

    @Test
    void aScriptWithoutAPasswordIsToldWhereToPutIt() {
        var outcome = new CommandRunner().with("TRUNKLINE_URL", node.url()).run("status");

        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("Set TRUNKLINE_PASSWORD or give --password-file FILE"), outcome.err());
    }

    @Test
    void plainHttpIsWarnedAbout() {
        node.answers("GET /api/v1/users", 200, "{\"users\":[]}");

        assertTrue(commands.run("users", "ls").err().startsWith("Warning: " + node.url() + " is not encrypted"));
    }

    @Test
    void aRefusalSaysWhatWasAskedAndWhatCameBack() {
        node.answers("GET /api/v1/status", 403, "{\"title\":\"Forbidden\",\"detail\":\"It takes the role viewer.\"}");

        var outcome = commands.run("status");

        assertEquals(1, outcome.status());
        assertTrue(
                outcome.err()
                        .contains("GET /api/v1/status of " + node.url()
                                + " was refused: 403 Forbidden: It takes the role" + " viewer. The user is admin."),
                outcome.err());
    }

    @Test
    void aWrongPasswordIsToldFromAMissingRole() {
        node.answers("GET /api/v1/status", 401, "{\"title\":\"Unauthorized\"}");

        var outcome = commands.run("status");

        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("does not accept the user admin with this password (401)"), outcome.err());
        assertTrue(outcome.err().contains("Check --user and TRUNKLINE_PASSWORD"), outcome.err());
    }

    @Test
    void somethingElseThanANodeIsRecognized() {
        node.answers("GET /api/v1/status", 200, "text/html", "<html>It works!</html>");
        node.answers("GET /api/v1/nodes", 502, "text/html", "<html>Bad gateway</html>");

        assertTrue(commands.run("status").err().contains("Is it a Trunkline node that listens there?"));
        assertTrue(commands.run("nodes").err().contains("was refused: 502, without a reason"));
    }

    @Test
    void aNodeThatIsNotThereEndsWithAStatusOfItsOwn() {
        node.close();

        var outcome = commands.run("status");

        assertEquals(3, outcome.status());
        assertTrue(outcome.err().contains(node.url() + " does not answer: nothing listens there"), outcome.err());
    }

    @Test
    void aHostThatNobodyKnowsIsToldFromANodeThatIsDown() {
        var outcome = commands.run("status", "--url", "https://nobody.invalid:9443");

        assertEquals(3, outcome.status());
        assertTrue(outcome.err().contains("nobody knows the host nobody.invalid"), outcome.err());
    }

    @Test
    void noErrorShowsAStackTraceUnlessAskedTo() {
        node.close();

        assertFalse(hasStackTrace(commands.run("status")));
        assertTrue(hasStackTrace(commands.run("status", "--trace")));
    }

    @Test
    void aCommandThatDoesNotExistIsWrongUsage() {
        var outcome = commands.run("artifcts");

        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("Did you mean: trunkline artifacts"), outcome.err());
    }

    @Test
    void everyCommandHasHelp() {
        for (var command : List.of("status", "nodes", "gateway", "artifacts publish", "users add", "demo", "version")) {
            var arguments = Stream.concat(Arrays.stream(command.split(" ")), Stream.of("--help"))
                    .toArray(String[]::new);
            var outcome = commands.run(arguments);

            assertEquals(0, outcome.status(), command);
            assertTrue(outcome.out().startsWith("Usage: trunkline " + command), outcome.out());
        }
    }

    private static boolean hasStackTrace(Outcome outcome) {
        return (outcome.out() + outcome.err()).contains("\tat ");
    }
}
