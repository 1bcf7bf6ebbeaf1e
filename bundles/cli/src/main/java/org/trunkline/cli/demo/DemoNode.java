package org.trunkline.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.client.Credentials;
import org.trunkline.cli.client.JsonView;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.client.RunState;
import org.trunkline.cli.client.ServerUrl;
import org.trunkline.cli.client.Trust;
import org.trunkline.cli.demo.Patience.Sight;

/** One node of the demo: a process of its own with a base directory of its own. */
final class DemoNode {

    static final String GATEWAY_PROFILE = "gateway";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration FRONT_LIMIT = Duration.ofSeconds(30);
    private static final int TRIES = 3;
    /** Three nodes share this machine for a minute: a quick start is worth more than the best code. */
    private static final String SHORT_LIVED = "-Xms64m -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final int LOG_LINES = 8;

    private final String name;
    private final String profile;
    private final DemoPlace place;
    private final Map<String, String> secrets;

    private Function<NodePorts, String> configuration;
    private NodePorts ports;
    private Path base;
    private Process process;
    private RunState running;
    private ApiClient client;

    /**
     * @param secrets environment variables for this node alone
     */
    DemoNode(String name, String profile, DemoPlace place, Map<String, String> secrets) {
        this.name = name;
        this.profile = profile;
        this.place = place;
        this.secrets = Map.copyOf(secrets);
    }

    String name() {
        return name;
    }

    /** What the node finds in an environment variable. */
    String secret(String variable) {
        return secrets.get(variable);
    }

    ApiClient client() {
        return client;
    }

    RunState running() {
        return running;
    }

    /**
     * Starts the process on free ports, and does not wait for it.
     *
     * @param making makes the node's deployment.toml for the ports it is given
     */
    void launch(Function<NodePorts, String> making) throws StepFailed {
        configuration = making;
        prepare();
        startProcess();
    }

    /**
     * Waits until the node is ready. When another program took one of its ports first, the node gets others and is started
     * once more.
     */
    void awaitStarted() throws StepFailed {
        for (var attempt = 1; ; attempt++) {
            try {
                awaitReady();
                return;
            } catch (StepFailed e) {
                Processes.stop(process);
                if (attempt == TRIES || !ports.taken()) {
                    throw e;
                }
                place.narration().seen("A port of " + name + " was taken by another program: it gets others");
                prepare();
                startProcess();
            }
        }
    }

    private void prepare() throws StepFailed {
        try {
            ports = NodePorts.free();
            base = place.folder().freshBase(name);
            var conf = Files.createDirectories(base.resolve("repository").resolve("conf"));
            Files.writeString(conf.resolve("deployment.toml"), configuration.apply(ports));
        } catch (IOException e) {
            throw new StepFailed("The base directory of " + name + " cannot be prepared: " + e + ".", e);
        }
    }

    /** Ends the process as an operator does, with SIGTERM. */
    void stop() {
        Processes.stop(process);
    }

    /** Starts the node again with what it has on its disk. */
    void startAgain() throws StepFailed {
        startProcess();
        awaitReady();
    }

    /** What the node answers to a question about itself. */
    JsonView ask(String what) throws StepFailed {
        try {
            return client.get(RequestPath.of(what)).json();
        } catch (CommandFailed e) {
            throw new StepFailed(e.getMessage() + ending(), e);
        }
    }

    private void startProcess() throws StepFailed {
        var builder = new ProcessBuilder(place.launch(profile))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
                .directory(base.toFile());
        builder.environment().putAll(secrets);
        builder.environment().putIfAbsent("JAVA_OPTS", SHORT_LIVED);
        builder.environment().put("TRUNKLINE_BASE", base.toString());
        try {
            process = place.processes().start(builder);
        } catch (IOException e) {
            throw new StepFailed("The process of " + name + " cannot be started: " + e + ".", e);
        }
    }

    private void awaitReady() throws StepFailed {
        running = place.patience().await(name + " to start", START_LIMIT, this::lookForRunState);
        client = connect();
        place.patience().await(name + " to be ready", START_LIMIT, this::lookForReady);
        if (GATEWAY_PROFILE.equals(profile)) {
            place.patience().await(name + " to open its preview front", FRONT_LIMIT, this::lookForFront);
        }
    }

    private Sight<RunState> lookForRunState() throws StepFailed {
        requireAlive();
        try {
            return RunState.read(base)
                    .filter(state -> state.pid() == process.pid())
                    .map(Sight::of)
                    .orElseGet(() -> Sight.notYet("no run state of process " + process.pid() + " in " + base));
        } catch (CommandFailed e) {
            return Sight.notYet(e.getMessage()); // it may be half written
        }
    }

    private Sight<JsonView> lookForReady() throws StepFailed {
        requireAlive();
        try {
            var status = client.get(RequestPath.of("status")).json();
            return status.isTrue("ready") ? Sight.of(status) : Sight.notYet("its status says it is not ready");
        } catch (CommandFailed e) {
            return Sight.notYet(e.getMessage());
        }
    }

    private Sight<JsonView> lookForFront() throws StepFailed {
        requireAlive();
        var gateway = ask("gateway");
        return gateway.has("previewAddress")
                ? Sight.of(gateway)
                : Sight.notYet("it is not open; " + gateway.text("problem"));
    }

    private ApiClient connect() throws StepFailed {
        try {
            return new ApiClient(
                    ServerUrl.parse(running.managementUrl()),
                    new Credentials(
                            "admin", secrets.get(DeploymentToml.ADMIN_PASSWORD).toCharArray()),
                    Optional.of(Trust.onlyIn(running.certificate())));
        } catch (CommandFailed e) {
            throw new StepFailed("The run state of " + name + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void requireAlive() throws StepFailed {
        if (!process.isAlive()) {
            throw new StepFailed("Expected: " + name + " to run. Seen: its process ended" + ending());
        }
    }

    /** What a node that ended said last, which mostly is the reason. */
    private String ending() {
        if (process.isAlive()) {
            return "";
        }
        return " with status " + process.exitValue() + ", saying\n  " + String.join("\n  ", lastLines());
    }

    private List<String> lastLines() {
        try {
            var lines =
                    Files.readString(console(), StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(" + console() + " cannot be read: " + e + ")");
        }
    }

    private Path console() {
        return base.resolve("console.log");
    }
}
