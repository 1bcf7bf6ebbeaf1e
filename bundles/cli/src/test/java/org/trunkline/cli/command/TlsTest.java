package org.trunkline.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.cli.CommandRunner;
import org.trunkline.cli.FakeNode;
import org.trunkline.cli.TestCertificate;

class TlsTest {

    @TempDir
    private static Path shared;

    private static TestCertificate certificate;
    private static FakeNode node;

    @TempDir
    private Path base;

    @BeforeAll
    static void startNode() throws Exception {
        certificate = TestCertificate.make(shared, "ip:127.0.0.1");
        node = FakeNode.withTls(certificate.serverContext());
        node.answers("GET /api/v1/users", 200, "{\"users\":[]}");
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @Test
    void theNodeThatRunsHereIsFoundAndTrustedByItsRunState() throws Exception {
        runState(node.url());

        assertEquals(
                0,
                commands()
                        .with("TRUNKLINE_BASE", base.toString())
                        .run("users", "ls")
                        .status());
    }

    @Test
    void theInstallationIsTheBaseWhenNoneIsGiven() throws Exception {
        runState(node.url());

        assertEquals(0, commands().withHome(base).run("users", "ls").status());
    }

    @Test
    void theAddressOfTheNodeThatRunsHereMayBeGivenAsWell() throws Exception {
        runState(node.url());

        assertEquals(
                0,
                commands()
                        .withHome(base)
                        .run("users", "ls", "--url", node.url())
                        .status());
    }

    @Test
    void theCertificateOfTheNodeHereIsNotTrustedElsewhere() throws Exception {
        runState("https://127.0.0.1:1");

        assertEquals(
                3,
                commands()
                        .withHome(base)
                        .run("users", "ls", "--url", node.url())
                        .status());
    }

    @Test
    void aCertificateFileIsTrusted() throws Exception {
        var pem = certificate.writePem(base.resolve("node.pem")).toString();

        var outcome = commands().run("users", "ls", "--url", node.url(), "--certificate", pem);

        assertEquals(0, outcome.status(), outcome.err());
    }

    @Test
    void anUnknownCertificateIsRefusedBeforeThePasswordIsSent() {
        var before = node.asked().size();

        var outcome = commands().run("users", "ls", "--url", node.url());

        assertEquals(3, outcome.status());
        assertEquals(before, node.asked().size());
        assertTrue(outcome.err().contains("shows a certificate that is not trusted"), outcome.err());
        assertTrue(outcome.err().contains("--certificate FILE"), outcome.err());
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
        var other = TestCertificate.make(shared, "dns:elsewhere.example");
        var pem = other.writePem(base.resolve("other.pem")).toString();
        try (var impostor = FakeNode.withTls(other.serverContext())) {
            var outcome = commands().run("users", "ls", "--url", impostor.url(), "--certificate", pem);

            assertEquals(3, outcome.status());
            assertTrue(outcome.err().contains("the host name that is in it"), outcome.err());
        }
    }

    @Test
    void httpsAtAPortWithoutTlsIsNamed() throws Exception {
        try (var clear = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new Thread(() -> answerInClear(clear));
            server.start();

            var outcome = commands().run("users", "ls", "--url", "https://127.0.0.1:" + clear.getLocalPort());

            server.join();
            assertEquals(3, outcome.status());
            assertTrue(outcome.err().contains("Is it https"), outcome.err());
        }
    }

    @Test
    void aFileThatIsNoCertificateIsNamed() throws Exception {
        var file = Files.writeString(base.resolve("no.pem"), "hello").toString();

        var outcome = commands().run("users", "ls", "--url", node.url(), "--certificate", file);

        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains(file), outcome.err());
    }

    private static void answerInClear(ServerSocket server) {
        try (var connection = server.accept()) {
            connection.getInputStream().read();
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandRunner commands() {
        return new CommandRunner().with("TRUNKLINE_PASSWORD", "secret");
    }

    private void runState(String url) throws Exception {
        certificate.writePem(base.resolve("node.pem"));
        var run = Files.createDirectories(base.resolve("repository/run"));
        Files.writeString(
                run.resolve("node.json"),
                "{\"pid\":1,\"managementUrl\":\"" + url + "\",\"certificate\":\"node.pem\",\"profile\":\"all\"}");
    }
}
