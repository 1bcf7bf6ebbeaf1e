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
                DeploymentToml.ownDatabase(),
                List.of());

        assertTrue(toml.contains("gateway_labels = [\"Production and Sandbox\", \"a\\\"b\\\\c\"]"), toml);
        assertTrue(toml.contains("ignore_handlers = []"), toml);
    }

    @Test
    void holdsNoPassword() {
        var toml = DeploymentToml.publisher("publisher", new NodePorts(1, 2), DeploymentToml.ownDatabase());
        var remote = DeploymentToml.fromPublisher("g1", URI.create("https://127.0.0.1:1"), Path.of("/tmp/node.pem"));
        var gitHub = DeploymentToml.onGitHub(URI.create("http://127.0.0.1:1"), "acme/apis");

        assertTrue(toml.contains("password = \"$env{TRUNKLINE_DEMO_ADMIN_PASSWORD}\""), toml);
        assertFalse(toml.contains("username = \"\""), toml);
        assertTrue(remote.contains("password = \"$env{TRUNKLINE_DEMO_STORE_PASSWORD}\""), remote);
        assertTrue(gitHub.contains("token = \"$env{TRUNKLINE_DEMO_GITHUB_TOKEN}\""), gitHub);
    }
}
