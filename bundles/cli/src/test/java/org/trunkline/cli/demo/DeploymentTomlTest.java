package org.trunkline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentTomlTest {

    @Test
    void writesValuesAsTomlStringsWhateverTheyHold() {
        var toml = DeploymentToml.gateway(
                "g1",
                new NodePorts(1, 2),
                List.of("Production and Sandbox", "a\"b\\c"),
                URI.create("https://127.0.0.1:9443"),
                Path.of("/tmp/node.pem"),
                List.of());

        assertTrue(toml.contains("gateway_labels = [\"Production and Sandbox\", \"a\\\"b\\\\c\"]"), toml);
        assertTrue(toml.contains("ignore_handlers = []"), toml);
    }

    @Test
    void holdsNoPassword() {
        var toml = DeploymentToml.publisher("publisher", new NodePorts(1, 2));

        assertTrue(toml.contains("password = \"$env{TRUNKLINE_DEMO_ADMIN_PASSWORD}\""), toml);
        assertFalse(toml.contains("username = \"\""), toml);
    }
}
