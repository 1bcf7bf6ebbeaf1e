package org.trunkline.itests.apim;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.trunkline.itests.apim.host.Answer;
import org.trunkline.itests.apim.host.Order;

/**
 * A node of API Manager as a process of its own, as far as savers and retrievers see it: Carbon's framework with WSO2's
 * types of one version, and the drop-in. Calls come through WSO2's interfaces of that version. Safe for use by many threads
 * once it is started.
 */
final class ApimHost implements AutoCloseable {

    static final Path DROPIN = Path.of(System.getProperty("trunkline.itest.dropin"));
    static final String DROPIN_NAME = "org.trunkline.apim.dropin";

    private static final Gson GSON = new Gson();

    private final String version;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private Path java = Path.of(System.getProperty("java.home"));
    private String saver;
    private String retriever;
    private List<String> labels = List.of();
    private Process process;
    private int port;

    ApimHost(String version, Path home) {
        this.version = version;
        this.home = home;
    }

    /** Sets an environment variable. */
    ApimHost environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Takes another JVM than that of the build. */
    ApimHost java(Path newHome) {
        java = newHome;
        return this;
    }

    /** Adds an option of the JVM. */
    ApimHost option(String option) {
        options.add(option);
        return this;
    }

    /** Writes {@code repository/conf/trunkline.toml}. */
    ApimHost settings(String toml) throws IOException {
        Path conf = home.resolve("repository/conf");
        Files.createDirectories(conf);
        Files.writeString(conf.resolve("trunkline.toml"), toml);
        return this;
    }

    /** Sets the {@code artifact_saver} of the host's own configuration; without it saving is off. */
    ApimHost savesWith(String name) {
        saver = name;
        return this;
    }

    /** Sets the {@code artifact_retriever} of the host's own configuration; without it retrieving is off. */
    ApimHost retrievesWith(String name, String... gatewayLabels) {
        retriever = name;
        labels = List.of(gatewayLabels);
        return this;
    }

    Path home() {
        return home;
    }

    /** Starts the process, installs the drop-in, and brings the host's configuration up after it, as a node does. */
    ApimHost start() throws Exception {
        launch();
        install(DROPIN);
        configure();
        awaitBinding();
        return this;
    }

    /** Waits until the host has bound what is registered, and nothing else. */
    void awaitBinding() throws Exception {
        Await.untilEmpty("services that are not bound, or bound and gone", () -> {
            List<String> registered = services();
            List<String> different = new ArrayList<>(registered);
            List<String> bound = bound();
            different.removeAll(bound);
            bound.removeAll(registered);
            different.addAll(bound);
            return different;
        });
    }

    /** Starts the process without the drop-in. */
    ApimHost launch() throws Exception {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-Dcarbon.home=" + home,
                "-Dorg.ops4j.pax.logging.DefaultServiceLog.level=INFO"));
        command.addAll(options);
        String host = System.getProperty("trunkline.itest.host");
        command.addAll(List.of("-cp", host, "org.trunkline.itests.apim.host.HostLauncher"));
        command.add(HostBundles.framework().toString());
        command.add(host);
        HostBundles.of(version).forEach(bundle -> command.add(bundle.toString()));
        Files.createDirectories(home);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(logFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRUNKLINE_") || name.endsWith("_OPTIONS"));
        builder.environment().putAll(environment);
        process = builder.start();
        Path portFile = home.resolve("door.port");
        Await.until("the host is up", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the host ended with status " + process.exitValue());
            }
            return Files.exists(portFile);
        });
        port = Integer.parseInt(Files.readString(portFile));
        // Equinox enables components in a thread of its own, and loses a service that comes in that very moment
        Await.until("the host's components are enabled", () -> (Boolean) order("ready"));
        return this;
    }

    private File logFile() {
        return home.resolve("host.log").toFile();
    }

    /** All that the host printed so far. */
    String log() throws IOException {
        return Files.exists(logFile().toPath())
                ? Files.readString(logFile().toPath(), StandardCharsets.ISO_8859_1)
                : "";
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void install(Path bundle) throws Exception {
        order("install", bundle.toUri().toString());
    }

    /** Gives the host a data source to a PostgreSQL. */
    void bindDataSource(String name, String url, String user, String password) throws Exception {
        order("bind data source", name, url, user, password);
    }

    /** Registers {@code APIManagerConfigurationService}, after the holder has it. */
    void configure() throws Exception {
        List<String> arguments = new ArrayList<>(Arrays.asList(saver, retriever));
        arguments.addAll(labels);
        order("configure", arguments.toArray(String[]::new));
    }

    void withdrawConfiguration() throws Exception {
        order("withdraw configuration");
    }

    void startDropin() throws Exception {
        order("start", DROPIN_NAME);
    }

    void stopDropin() throws Exception {
        order("stop", DROPIN_NAME);
    }

    /** What savers and retrievers are registered, such as {@code saver TrunklineSaver}. */
    List<String> services() throws Exception {
        return strings(order("services"));
    }

    /** What the host uses, in the same form. */
    private List<String> bound() throws Exception {
        return strings(order("bound"));
    }

    List<String> threads() throws Exception {
        return strings(order("threads"));
    }

    /** Waits until no thread runs besides these and the host's own. */
    void awaitEndOfThreads(List<String> before) throws Exception {
        Await.untilEmpty("threads", () -> {
            List<String> left = new ArrayList<>(threads());
            before.forEach(left::remove);
            left.removeIf(ApimHost::isOfTheHost);
            return left;
        });
    }

    /** Threads that the host starts when it carries out an order, or binds for the first time. */
    private static boolean isOfTheHost(String thread) {
        return Stream.of("host-order", "Component Resolve Thread", "[ThreadPool Manager]")
                .anyMatch(thread::startsWith);
    }

    /** Calls a method of the bound saver; a file is given by its path. */
    Object callSaver(String method, String... arguments) throws Exception {
        return call("saver", method, arguments);
    }

    /** Calls a method of the bound retriever. */
    Object callRetriever(String method, String... arguments) throws Exception {
        return call("retriever", method, arguments);
    }

    /** The document as this version's own {@code GatewayAPIDTO} and Gson read and write it. */
    String written(String document) throws Exception {
        return (String) order("write", document);
    }

    void save(String document, String label, String instruction) throws Exception {
        callSaver("saveArtifact", document, label, instruction);
    }

    boolean isPublished(String apiId) throws Exception {
        return (Boolean) callSaver("isAPIPublished", apiId);
    }

    String retrieve(String apiId, String label, String instruction) throws Exception {
        return (String) callRetriever("retrieveArtifact", apiId, label, instruction);
    }

    List<String> retrieveAll(String label) throws Exception {
        return strings(callRetriever("retrieveAllArtifacts", label));
    }

    Map<?, ?> attributes(String apiName, String apiVersion, String tenant) throws Exception {
        return (Map<?, ?>) callRetriever("retrieveAttributes", apiName, apiVersion, tenant);
    }

    static List<String> strings(Object list) {
        List<String> strings = new ArrayList<>();
        ((List<?>) list).forEach(element -> strings.add((String) element));
        return strings;
    }

    private Object call(String service, String method, String... arguments) throws Exception {
        List<String> order = new ArrayList<>(List.of(method));
        order.addAll(Arrays.asList(arguments));
        return order(service, order.toArray(String[]::new));
    }

    private Object order(String name, String... arguments) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String order = GSON.toJson(new Order(name, Arrays.asList(arguments)));
            socket.getOutputStream().write(order.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = GSON.fromJson(text, Answer.class);
            if (answer == null) {
                throw new AssertionError("the host did not answer the order " + name);
            }
            if (answer.thrown() != null) {
                throw new HostException(answer.thrown(), answer.message());
            }
            return answer.value();
        }
    }

    /** Ends the process without further ado. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
