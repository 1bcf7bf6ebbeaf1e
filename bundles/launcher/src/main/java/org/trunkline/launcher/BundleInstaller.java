package org.trunkline.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Installs jars where they lie. A jar that cannot be installed is a problem of its own and keeps none of the others
 * out.
 */
final class BundleInstaller {

    /** Whose packages a plain jar imports even when it carries copies: plug-ins must meet WSO2's types as one class each. */
    private static final String SHARED_TYPES = "org.trunkline.carbon.api";

    private final BundleContext context;
    private final LaunchProblems problems;
    private final List<Bundle> installed = new ArrayList<>();

    BundleInstaller(BundleContext context, LaunchProblems problems) {
        this.context = context;
        this.problems = problems;
    }

    /** The bundles installed so far, in order. */
    List<Bundle> installed() {
        return List.copyOf(installed);
    }

    void plugins(Path folder) throws LaunchException {
        for (Path jar : jars(folder)) {
            install(jar, StartLevels::ofPlugin);
        }
    }

    void lib(Path folder, PlainJarWrapper wrapper) throws LaunchException {
        Set<String> shared = sharedPackages();
        List<Path> used = new ArrayList<>();
        for (Path jar : jars(folder)) {
            try {
                if (JarManifests.isBundle(jar)) {
                    install(jar, bundle -> StartLevels.LIB);
                } else {
                    Path wrapped = wrapper.wrap(jar, shared);
                    used.add(wrapped);
                    install(jar.getFileName().toString(), wrapped, bundle -> StartLevels.LIB);
                }
            } catch (IOException e) {
                problems.add(jar.getFileName().toString(), "is not used: " + e.getMessage());
            }
        }
        wrapper.forgetAllBut(used);
    }

    void dropins(Path folder) throws LaunchException {
        for (Path jar : jars(folder)) {
            try {
                if (JarManifests.isBundle(jar)) {
                    install(jar, bundle -> StartLevels.DROPINS);
                } else {
                    problems.add(
                            jar.getFileName().toString(),
                            "is not an OSGi bundle (its manifest has no " + Constants.BUNDLE_SYMBOLICNAME
                                    + "): plain jars belong in repository/components/lib");
                }
            } catch (IOException e) {
                problems.add(jar.getFileName().toString(), "is not used: " + e.getMessage());
            }
        }
    }

    private void install(Path jar, ToIntFunction<Bundle> startLevel) {
        install(jar.getFileName().toString(), jar, startLevel);
    }

    private void install(String name, Path jar, ToIntFunction<Bundle> startLevel) {
        try {
            Bundle bundle = context.installBundle("reference:" + jar.toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel.applyAsInt(bundle));
            installed.add(bundle);
        } catch (BundleException e) {
            problems.add(name, "was not installed: " + e.getMessage());
        }
    }

    private Set<String> sharedPackages() {
        Optional<Bundle> sharedTypes = installed.stream()
                .filter(bundle -> SHARED_TYPES.equals(bundle.getSymbolicName()))
                .findFirst();
        Set<String> packages = new TreeSet<>();
        sharedTypes.ifPresent(bundle -> {
            for (BundleCapability exported :
                    bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                packages.add((String) exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
            }
        });
        return packages;
    }

    private static List<Path> jars(Path folder) throws LaunchException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LaunchException("The folder " + folder + " cannot be read: " + e, e);
        }
    }
}
