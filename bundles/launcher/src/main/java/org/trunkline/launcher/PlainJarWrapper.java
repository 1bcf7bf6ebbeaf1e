package org.trunkline.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;

/**
 * Makes bundles of plain jars: a copy with a manifest that exports every package and imports whatever is used. A copy is
 * named after what it is made of, so it is made once and a changed jar gets a new one.
 */
final class PlainJarWrapper {

    /** Part of each copy's name. Raise it when copies are made differently, or old ones stay in use. */
    private static final String RECIPE = "1";

    private static final Pattern NAME_AND_VERSION = Pattern.compile("(.+?)[-_](\\d+(?:\\.\\d+){0,2})(?:[.-](.*))?");
    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/(?:SIG-[^/]*|[^/]+\\.(?:SF|RSA|DSA|EC))", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.+)");
    private static final Pattern PACKAGE_NAME =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private final Path folder;

    /** @param folder where the copies are kept; nothing else may be in it */
    PlainJarWrapper(Path folder) {
        this.folder = folder;
    }

    /**
     * A bundle with the content of the jar.
     *
     * @param shared packages that the bundle imports, even if the jar has copies of them
     * @throws IOException if the jar cannot be used; the message says why
     */
    Path wrap(Path jar, Set<String> shared) throws IOException {
        Path copy = folder.resolve(fingerprint(jar, shared) + "-" + jar.getFileName());
        if (Files.exists(copy)) {
            return copy;
        }
        Path unfinished = Files.createTempFile(folder, "unfinished-", ".tmp");
        try {
            copy(jar, shared, unfinished);
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (ZipException e) {
            throw new IOException("it is not a readable jar (" + e.getMessage() + ")", e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return copy;
    }

    /** Deletes the copies of jars that are gone or changed, and what a killed node left unfinished. */
    void forgetAllBut(Collection<Path> used) throws LaunchException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !used.contains(file)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new LaunchException("The copies of plain jars in " + folder + " cannot be cleaned up: " + e, e);
        }
    }

    private static String fingerprint(Path jar, Set<String> shared) throws IOException {
        MessageDigest digest = sha256();
        digest.update(
                (RECIPE + "\n" + String.join(",", new TreeSet<>(shared)) + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] buffer = new byte[8192];
        try (InputStream in = Files.newInputStream(jar)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void copy(Path jar, Set<String> shared, Path target) throws IOException {
        try (JarFile in = new JarFile(jar.toFile(), false)) {
            List<String> names = entryNames(in);
            Manifest manifest = manifest(jar, in.getManifest(), packages(names), shared);
            try (OutputStream file = Files.newOutputStream(target);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (String name : names) {
                    out.putNextEntry(new JarEntry(name));
                    // By name: of entries with the same name that is the one which the JVM would load from the jar.
                    try (InputStream content = in.getInputStream(in.getEntry(name))) {
                        content.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
    }

    /** Each name once, without the manifest, the directories, and the signatures, which the new manifest would break. */
    private static List<String> entryNames(JarFile jar) throws IOException {
        Set<String> seen = new HashSet<>();
        List<String> names = jar.stream()
                .map(JarEntry::getName)
                .filter(name -> !name.endsWith("/"))
                .filter(name -> !name.toUpperCase(Locale.ROOT).equals(JarFile.MANIFEST_NAME))
                .filter(name -> !SIGNATURE.matcher(name).matches())
                .filter(seen::add)
                .toList();
        for (String name : names) {
            if (name.startsWith("/")
                    || name.contains("\\")
                    || Stream.of(name.split("/")).anyMatch(".."::equals)) {
                throw new IOException("its entry '" + name + "' would be written outside of the jar's own folder");
            }
        }
        return names;
    }

    /** The packages of classes and resources, those of the versions of a multi-release jar that this Java runs included. */
    private static Set<String> packages(List<String> names) {
        Set<String> packages = new TreeSet<>();
        for (String name : names) {
            String path = name;
            Matcher versioned = VERSIONED.matcher(name);
            if (versioned.matches()) {
                if (versioned.group(1).length() > 3
                        || Integer.parseInt(versioned.group(1))
                                > Runtime.version().feature()) {
                    continue;
                }
                path = versioned.group(2);
            }
            int end = path.lastIndexOf('/');
            if (end > 0
                    && PACKAGE_NAME
                            .matcher(path.substring(0, end).replace('/', '.'))
                            .matches()) {
                packages.add(path.substring(0, end).replace('/', '.'));
            }
        }
        return packages;
    }

    private static Manifest manifest(Path jar, Manifest original, Set<String> packages, Set<String> shared) {
        String base = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        Matcher named = NAME_AND_VERSION.matcher(base);
        String name = named.matches() ? named.group(1) : base;
        String version = named.matches() ? named.group(2) : "0.0.0";

        Manifest manifest = original == null ? new Manifest() : new Manifest(original);
        // What remains per entry are digests of the signatures and the seals of packages, which a bundle does not have.
        manifest.getEntries().clear();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.remove(Attributes.Name.CLASS_PATH);
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name.replaceAll("[^A-Za-z0-9_.-]", "_"));
        main.putValue(Constants.BUNDLE_VERSION, version);
        main.putValue(Constants.DYNAMICIMPORT_PACKAGE, "*");
        putUnlessEmpty(
                main,
                Constants.EXPORT_PACKAGE,
                packages.stream()
                        .filter(exported -> !shared.contains(exported))
                        .map(exported -> exported + ";version=\"" + version + "\"")
                        .collect(Collectors.joining(",")));
        putUnlessEmpty(
                main,
                Constants.IMPORT_PACKAGE,
                packages.stream().filter(shared::contains).collect(Collectors.joining(",")));
        return manifest;
    }

    private static void putUnlessEmpty(Attributes attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.putValue(name, value);
        }
    }
}
