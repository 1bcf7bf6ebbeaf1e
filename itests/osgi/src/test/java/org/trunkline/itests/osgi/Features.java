package org.trunkline.itests.osgi;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The features as they are shipped: each test says by name which of them its framework has. */
final class Features {

    static final String SERVER = "server";
    static final String SYNC = "sync";
    static final String STORE_JDBC = "store-jdbc";
    static final String STORE_FILE = "store-file";
    static final String STORE_REMOTE = "store-remote";
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

    /** A framework with the bundles of these features, and JUnit. A bundle that does not resolve fails the test. */
    static Option framework(List<String> features) {
        return framework(features, jar -> true);
    }

    /** The same without the server's own bundle, which reads a deployment.toml: here the test makes the configurations. */
    static Option frameworkWithoutServer(List<String> features) {
        return framework(features, jar -> !jar.getFileName().toString().startsWith("server-"));
    }

    private static Option framework(List<String> features, Predicate<Path> wanted) {
        Option[] bundles = features.stream()
                .flatMap(feature -> bundlesOf(feature).stream())
                .filter(wanted)
                .map(jar -> bundle(jar.toUri().toString()))
                .toArray(Option[]::new);
        return composite(
                systemProperty("pax.exam.osgi.unresolved.fail").value("true"),
                // No test of these needs HTTP, and none may open a port on all addresses.
                frameworkProperty("org.apache.felix.http.enable").value("false"),
                frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
                composite(bundles),
                junitBundles());
    }

    private static Path root() {
        return Path.of(System.getProperty("trunkline.itest.features"));
    }
}
