package org.trunkline.itests.osgi;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The features as they are shipped: each test says by name which of them its framework has. */
final class Features {

    static final String SERVER = "server";
    static final String SYNC = "sync";
    static final String DATABASE = "database";
    static final String STORE_JDBC = "store-jdbc";
    static final String STORE_FILE = "store-file";
    static final String STORE_REMOTE = "store-remote";
    static final String STORE_GITHUB = "store-github";
    static final String GATEWAY = "gateway";
    static final String MANAGEMENT = "management";

    private Features() {}

    /** Every feature that the build knows. */
    static List<String> all() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The features cannot be listed", e);
        }
    }

    static List<Path> bundlesOf(String feature) {
        Path bundles = root().resolve(feature).resolve("target").resolve("bundles");
        try (Stream<Path> jars = Files.list(bundles)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Build the features before their tests: nothing in " + bundles, e);
        }
    }

    /**
     * A framework with the bundles of these features, and JUnit. A bundle that does not resolve fails the test. The server's
     * own bundle is not started, because it reads a deployment.toml: here the test makes the configurations. It is there for
     * the management feature only, which uses its types.
     */
    static Option framework(List<String> features) {
        Predicate<Path> server = jar -> jar.getFileName().toString().startsWith("server-");
        Predicate<Path> installed = features.contains(MANAGEMENT) ? jar -> true : server.negate();
        return composite(
                bundles(features, installed, server.negate()),
                // Until it is configured, Felix HTTP would open a port on all addresses.
                frameworkProperty("org.osgi.service.http.port").value("-1"),
                frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"));
    }

    /** A server of all features with this deployment.toml, in a base directory of its own. */
    static Option server(String deployment) {
        Path base = Path.of(
                System.getProperty("trunkline.itest.dir"),
                "nodes",
                UUID.randomUUID().toString());
        Path file = base.resolve("repository").resolve("conf").resolve("deployment.toml");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, deployment);
        } catch (IOException e) {
            throw new UncheckedIOException("The node's directory cannot be made", e);
        }
        return composite(
                bundles(all(), jar -> true, jar -> true),
                frameworkProperty("trunkline.base").value(base.toString()),
                frameworkProperty("trunkline.profile").value("all"),
                frameworkProperty("trunkline.features").value(String.join(",", all())));
    }

    /** Ports that nobody used a moment ago. */
    static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException("This machine has no free port", e);
        }
    }

    private static Option bundles(List<String> features, Predicate<Path> installed, Predicate<Path> started) {
        Option[] bundles = features.stream()
                .flatMap(feature -> bundlesOf(feature).stream())
                .filter(installed)
                .map(jar -> bundle(jar.toUri().toString()).start(started.test(jar)))
                .toArray(Option[]::new);
        return composite(
                systemProperty("pax.exam.osgi.unresolved.fail").value("true"), composite(bundles), junitBundles());
    }

    private static Path root() {
        return Path.of(System.getProperty("trunkline.itest.features"));
    }
}
