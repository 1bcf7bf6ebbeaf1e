package org.trunkline.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What keeps a node from starting: status 1, one clear message, nothing left open. */
class RefusedStartIT {

    @Test
    void aWrongKeyIsNamedWithItsPlaceAndWhatIsMeant() throws Exception {
        try (TestNode node = new TestNode("wrong-key")) {
            node.deployment("""
                    [sync]
                    store = "jbdc"
                    [keystore.tls]
                    file_nam = "x.p12"
                    """);

            assertEquals(1, node.launch().awaitEnd());

            String console = node.console();
            assertTrue(
                    console.contains(
                            "ERROR: " + node.base().resolve("repository/conf/deployment.toml") + " has 4 errors:"),
                    console);
            assertTrue(console.contains("line 12, column 1: [sync] store is \"jbdc\", must be one of"), console);
            assertTrue(console.contains("file_nam is not known; did you mean 'file_name'?"), console);
            assertFalse(console.contains("\tat "), console);
            assertFalse(Files.exists(node.base().resolve("repository/run/node.json")));
        }
    }

    @Test
    void aPortInUseIsNamedWithItsKeyAndTheWayOut() throws Exception {
        try (TestNode node = new TestNode("port-in-use");
                ServerSocket taken = new ServerSocket(node.managementPort(), 1, InetAddress.getLoopbackAddress())) {
            assertEquals(1, node.launch().awaitEnd());

            String console = node.console();
            assertTrue(
                    console.contains("ERROR: Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be opened"),
                    console);
            assertTrue(console.contains("[management] port in deployment.toml"), console);
            assertTrue(console.contains("-DportOffset=N"), console);
            assertFalse(console.contains("\tat "), console);
        }
    }

    @Test
    void anUnknownProfileIsAnsweredWithThoseThatThereAre() throws Exception {
        try (TestNode node = new TestNode("unknown-profile")) {
            assertEquals(1, node.option("-Dprofile=gatway").launch().awaitEnd());

            assertTrue(node.console().contains("There is no profile 'gatway'"), node.console());
            assertTrue(node.console().contains("all, gateway, publisher, registry, traffic-manager"), node.console());
        }
    }

    @Test
    void accountsThatCannotBeUnderstoodAreNotReplaced() throws Exception {
        try (TestNode node = new TestNode("damaged-accounts")) {
            Files.createDirectories(node.base().resolve("repository/database"));
            Files.writeString(node.base().resolve("repository/database/users.json"), "{\"format\": 1, \"acc");

            assertEquals(1, node.launch().awaitEnd());

            assertTrue(node.console().contains("users.json cannot be understood"), node.console());
            assertEquals(
                    "{\"format\": 1, \"acc", Files.readString(node.base().resolve("repository/database/users.json")));
        }
    }
}
