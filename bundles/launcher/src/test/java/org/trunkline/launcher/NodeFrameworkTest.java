package org.trunkline.launcher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** The real framework, with bundles made for each test. */
class NodeFrameworkTest {

    private static final String FEATURE = "core";

    @TempDir
    private Path home;

    private NodeDirectories directories;
    private Path plugins;
    private LaunchProblems problems;
    private NodeFramework framework;

    @BeforeEach
    void makeInstallation() throws Exception {
        plugins = Files.createDirectories(home.resolve(NodeDirectories.PLUGINS).resolve(FEATURE));
        directories = new NodeDirectories(home, home);
        directories.create();
        problems = new LaunchProblems();
    }

    @AfterEach
    void stop() throws LaunchException {
        framework.stop(Duration.ofSeconds(10));
    }

    private void launch() throws LaunchException {
        LaunchSettings settings = new LaunchSettings(home, home, "all", OptionalInt.empty(), false);
        framework = NodeFramework.create(FrameworkProperties.of(settings, directories, List.of(FEATURE)), problems);
        framework.install(directories, List.of(FEATURE));
        framework.start();
    }

    @Test
    void namesTheMissingPackageOfADropinAndGoesOn() throws Exception {
        TestJar.bundle("acme.saver")
                .header("Import-Package", "com.missing.api;version=\"[1.2,2)\"")
                .writeTo(dropin("saver.jar"));

        launch();

        assertEquals(
                Map.of(
                        "acme.saver (saver.jar)",
                        "does not resolve: nothing offers package com.missing.api from version 1.2.0 below version 2.0.0,"
                                + " which it wants"),
                problems.get());
    }

    @Test
    void tellsInWhichVersionAMissingPackageIsThere() throws Exception {
        TestJar.bundle("acme.api")
                .header("Export-Package", "acme.api;version=\"3.1\"")
                .writeTo(plugins.resolve("api.jar"));
        TestJar.bundle("acme.saver")
                .header("Import-Package", "acme.api;version=\"[1,2)\"")
                .writeTo(dropin("saver.jar"));

        launch();

        assertTrue(
                problems.get().get("acme.saver (saver.jar)").endsWith("which it wants (offered: 3.1.0 by acme.api)"),
                problems.get().toString());
    }

    @Test
    void namesTheBundleThatABundleWaitsFor() throws Exception {
        TestJar.bundle("acme.lower")
                .header("Import-Package", "com.missing")
                .header("Export-Package", "acme.lower")
                .writeTo(dropin("lower.jar"));
        TestJar.bundle("acme.upper").header("Import-Package", "acme.lower").writeTo(dropin("upper.jar"));

        launch();

        assertEquals(
                "does not resolve: package acme.lower, which it wants, is offered only by acme.lower, which does not"
                        + " resolve either",
                problems.get().get("acme.upper (upper.jar)"));
    }

    @Test
    void saysWhichJavaABundleNeeds() throws Exception {
        TestJar.bundle("acme.modern")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .writeTo(dropin("modern.jar"));

        launch();

        assertEquals(
                "does not resolve: nothing offers Java 99 (this is Java "
                        + Runtime.version().feature() + "), which it wants",
                problems.get().get("acme.modern (modern.jar)"));
    }

    @Test
    void namesABundleWhoseActivatorFails() throws Exception {
        TestJar.bundle("acme.broken").header("Bundle-Activator", "acme.Missing").writeTo(dropin("broken.jar"));

        launch();

        String reason = problems.get().get("acme.broken (broken.jar)");
        assertTrue(reason.contains("acme.Missing"), reason);
    }

    @Test
    void namesDropinsThatAreNoBundlesAndFilesThatAreNoJars() throws Exception {
        new TestJar().entry("acme/A.class", "").writeTo(dropin("plain.jar"));
        Files.writeString(dropin("text.jar"), "this is text");
        Files.writeString(dropin("README.txt"), "nobody minds");

        launch();

        assertEquals(
                List.of("plain.jar", "text.jar"), List.copyOf(problems.get().keySet()));
        assertTrue(problems.get().get("plain.jar").endsWith("plain jars belong in repository/components/lib"));
        assertTrue(problems.get().get("text.jar").startsWith("is not used: it is not a readable jar"));
    }

    @Test
    void namesABundleThatIsThereTwice() throws Exception {
        TestJar.bundle("acme.twice").writeTo(dropin("one.jar"));
        TestJar.bundle("acme.twice").writeTo(dropin("two.jar"));

        launch();

        assertTrue(
                problems.get().get("two.jar").startsWith("was not installed: "),
                problems.get().toString());
    }

    @Test
    void offersAPlainJarOfLibToDropins() throws Exception {
        new TestJar().entry("acme/lib/A.class", "").writeTo(directories.lib().resolve("acme-lib-2.1.jar"));
        TestJar.bundle("acme.user")
                .header("Import-Package", "acme.lib;version=\"[2,3)\"")
                .writeTo(dropin("user.jar"));

        launch();

        assertEquals(Map.of(), problems.get());
    }

    @Test
    void givesAPlainJarTheSharedTypesInsteadOfItsCopies() throws Exception {
        TestJar.bundle("org.trunkline.carbon.api")
                .header("Export-Package", "org.wso2.types;version=\"6.7\"")
                .writeTo(plugins.resolve("carbon-api.jar"));
        new TestJar()
                .entry("org/wso2/types/Saver.class", "")
                .entry("acme/A.class", "")
                .writeTo(directories.lib().resolve("acme-9.jar"));
        // Only the copy could have offered this version.
        TestJar.bundle("acme.user")
                .header("Import-Package", "org.wso2.types;version=\"[9,10)\"")
                .writeTo(dropin("user.jar"));

        launch();

        assertTrue(
                problems.get().get("acme.user (user.jar)").contains("offered: 6.7.0 by org.trunkline.carbon.api)"),
                problems.get().toString());
    }

    @Test
    void wiresPluginsBeforePlainJarsCome() throws Exception {
        TestJar.bundle("logging")
                .header("Export-Package", "org.log;version=\"1.0\"")
                .writeTo(plugins.resolve("a.jar"));
        TestJar.bundle("user").header("Import-Package", "org.log").writeTo(plugins.resolve("b.jar"));
        new TestJar().entry("org/log/Log.class", "").writeTo(directories.lib().resolve("log-99.jar"));

        launch();

        assertEquals(Map.of(), problems.get());
        assertEquals("logging", exporterFor("user", "org.log"));
    }

    @Test
    void doesNotStartWithoutAnEssentialBundleAndSaysWhy() throws Exception {
        TestJar.bundle("acme.essential")
                .header("Trunkline-Essential", "true")
                .header("Import-Package", "com.missing")
                .writeTo(plugins.resolve("essential.jar"));

        LaunchException refused = assertThrows(LaunchException.class, this::launch);

        assertEquals(
                "acme.essential (essential.jar) does not resolve: nothing offers package com.missing, which it wants",
                refused.getMessage());
    }

    @Test
    void startsOverWhatAKilledNodeLeft() throws Exception {
        TestJar.bundle("acme.plugin").writeTo(plugins.resolve("plugin.jar"));
        Path left = Files.createDirectories(directories.frameworkStorage().resolve("bundle7"));
        Files.writeString(left.resolve("bundle.info"), "half written");

        launch();

        assertEquals(Map.of(), problems.get());
        assertDoesNotThrow(() -> framework.bundleCount());
    }

    private String exporterFor(String symbolicName, String packageName) {
        return Arrays.stream(framework.context().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .flatMap(wiring -> wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .filter(wire -> packageName.equals(
                        wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(wire -> wire.getProvider().getSymbolicName())
                .findFirst()
                .orElseThrow();
    }

    private Path dropin(String name) throws IOException {
        return directories.dropins().resolve(name);
    }
}
