package org.trunkline.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration files of the demo's nodes. Secrets are not in them: the nodes find them in their environment. */
final class DeploymentToml {

    /** The administrator's password, for every node. */
    static final String ADMIN_PASSWORD = "TRUNKLINE_DEMO_ADMIN_PASSWORD";
    /** The password with which a gateway reads from the publisher. */
    static final String STORE_PASSWORD = "TRUNKLINE_DEMO_STORE_PASSWORD";

    /** The token with which a node reads or writes on GitHub. */
    static final String GITHUB_TOKEN = "TRUNKLINE_DEMO_GITHUB_TOKEN";

    private DeploymentToml() {}

    /** @param store the tables that say where artifacts are kept */
    static String publisher(String name, NodePorts ports, String store) {
        return node(name, ports) + store + """

                [apim.sync_runtime_artifacts.publisher]
                artifact_saver = "DBSaver"
                """;
    }

    /** @param store the tables that say where artifacts come from */
    static String gateway(String name, NodePorts ports, List<String> labels, String store, List<String> ignored) {
        return node(name, ports) + store + """

                [apim.sync_runtime_artifacts.gateway]
                gateway_labels = %s
                artifact_retriever = "DBRetriever"

                [preview]
                port = %d
                ignore_handlers = %s
                """.formatted(quoted(labels), ports.preview(), quoted(ignored));
    }

    static String ownDatabase() {
        return """

                [sync]
                store = "jdbc"
                """;
    }

    static String fromPublisher(String username, URI publisher, Path certificate) {
        return """

                [sync]
                store = "remote"

                [store.remote]
                url = %s
                username = %s
                password = "$env{%s}"
                certificate = %s
                """.formatted(
                        quoted(publisher.toString()), quoted(username), STORE_PASSWORD, quoted(certificate.toString()));
    }

    static String onGitHub(URI endpoint, String repository) {
        return """

                [sync]
                store = "github"

                [store.github]
                endpoint = %s
                repository = %s
                token = "$env{%s}"
                poll_interval = 1000
                """.formatted(quoted(endpoint.toString()), quoted(repository), GITHUB_TOKEN);
    }

    private static String node(String name, NodePorts ports) {
        return """
                [server]
                node_name = %s

                [super_admin]
                username = "admin"
                password = "$env{%s}"

                [management]
                port = %d
                """.formatted(quoted(name), ADMIN_PASSWORD, ports.management());
    }

    private static String quoted(List<String> values) {
        return values.stream().map(DeploymentToml::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
