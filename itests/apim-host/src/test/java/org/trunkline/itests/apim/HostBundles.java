package org.trunkline.itests.apim;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * The bundles of a host, in the order in which they start. Equinox, its DS and the logging are installed as they are. WSO2's
 * bundles need some hundred others; they and plain jars get a manifest in which every import is optional and no component is
 * named, and keep their classes, names, versions and exports.
 */
final class HostBundles {

    private static final Path HOST = Path.of(System.getProperty("trunkline.itest.dir"), "host");
    private static final List<String> FIRST = List.of(
            "pax-logging-api", "org.eclipse.osgi.services", "org.eclipse.equinox.util", "org.eclipse.equinox.ds");
    private static final List<String> OPENED =
            List.of("org.wso2.", "axiom-api", "aspectjrt", "json-simple", "postgresql");
    private static final Map<String, List<Path>> BY_VERSION = new ConcurrentHashMap<>();

    private HostBundles() {}

    static Path framework() {
        return jars("platform").stream()
                .filter(jar -> jar.getFileName().toString().startsWith("org.eclipse.osgi-"))
                .findFirst()
                .orElseThrow();
    }

    /** Without the framework itself. */
    static List<Path> of(String apimgtVersion) {
        return BY_VERSION.computeIfAbsent(apimgtVersion, version -> {
            List<Path> all = new ArrayList<>(jars("platform"));
            all.remove(framework());
            all.addAll(jars(version));
            List<Path> ordered = new ArrayList<>();
            FIRST.forEach(first -> all.stream().filter(jar -> named(jar, first)).forEach(ordered::add));
            all.removeAll(ordered);
            ordered.addAll(all);
            return ordered.stream().map(HostBundles::installable).collect(Collectors.toList());
        });
    }

    private static boolean named(Path jar, String prefix) {
        return jar.getFileName().toString().startsWith(prefix);
    }

    private static List<Path> jars(String folder) {
        try (Stream<Path> jars = Files.list(HOST.resolve(folder))) {
            return jars.sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path installable(Path jar) {
        return OPENED.stream().anyMatch(prefix -> named(jar, prefix)) ? opened(jar) : jar;
    }

    private static Path opened(Path jar) {
        Path target = HOST.resolve("opened").resolve(jar.getFileName());
        try (JarFile source = new JarFile(jar.toFile())) {
            Files.createDirectories(target.getParent());
            List<JarEntry> entries = source.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("META-INF/"))
                    .collect(Collectors.toList());
            try (JarOutputStream out = new JarOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(target)), manifest(source, jar, entries))) {
                out.setLevel(Deflater.BEST_SPEED);
                for (JarEntry entry : entries) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = source.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest(JarFile source, Path jar, List<JarEntry> entries) throws IOException {
        Attributes original = source.getManifest().getMainAttributes();
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        for (String header :
                List.of("Bundle-SymbolicName", "Bundle-Version", "Export-Package", "DynamicImport-Package")) {
            if (original.getValue(header) != null) {
                main.putValue(header, original.getValue(header));
            }
        }
        if (original.getValue("Bundle-SymbolicName") == null) {
            String name = jar.getFileName().toString().replaceFirst("-\\d.*", "");
            main.putValue("Bundle-SymbolicName", name.toLowerCase(Locale.ROOT));
            main.putValue("Export-Package", String.join(",", packages(entries)));
        }
        if (original.getValue("Import-Package") != null) {
            main.putValue("Import-Package", optional(original.getValue("Import-Package")));
        }
        return manifest;
    }

    private static Set<String> packages(List<JarEntry> entries) {
        return entries.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class") && name.contains("/"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String optional(String imports) {
        List<String> clauses = List.of(imports.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
        return clauses.stream()
                .map(clause -> clause.contains("resolution:=optional") ? clause : clause + ";resolution:=optional")
                .collect(Collectors.joining(","));
    }
}
