package org.trunkline.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped is named, and what is named is shipped. */
class NoticeIT {

    private static final Pattern NAMED = Pattern.compile("(?m)^(\\S+\\.jar)(?=\\s)");
    private static final Pattern VERSION = Pattern.compile("-\\d[^/]*(?=\\.jar$)");

    @Test
    void namesEveryJarOfOthersAndNoOther() throws Exception {
        Set<String> shipped = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Distribution.home())) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                if (!isOurs(jar)) {
                    shipped.add(VERSION.matcher(jar.getFileName().toString()).replaceFirst("-{version}"));
                }
            }
        }
        String notice = Files.readString(Distribution.home().resolve("NOTICE"));
        Set<String> named = new TreeSet<>();
        Matcher matcher = NAMED.matcher(notice);
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        named.remove("carbon-api-{version}.jar");

        assertEquals(shipped, named);
    }

    private static boolean isOurs(Path jar) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            String name = manifest.getValue("Bundle-SymbolicName");
            return name == null
                    ? String.valueOf(manifest.getValue("Main-Class")).startsWith("org.trunkline.")
                    : name.startsWith("org.trunkline.");
        }
    }

    /** Libraries inside our own bundles have no file name to compare: their packages tell them. */
    @Test
    void namesWhatIsInsideOurBundles() throws Exception {
        String notice = Files.readString(Distribution.home().resolve("NOTICE"));
        Set<String> foreign = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Distribution.home())) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                if (isOurs(jar)) {
                    foreign.addAll(foreignPackages(jar));
                }
            }
        }

        assertEquals(
                Set.of(
                        "at.favre",
                        "io.micrometer",
                        "io.prometheus",
                        "org.antlr",
                        "org.jspecify",
                        "org.tomlj",
                        "org.wso2"),
                foreign);
        for (String library : List.of(
                "tomlj",
                "antlr4-runtime",
                "bcrypt",
                "bytes",
                "org.wso2.carbon.apimgt.impl",
                "micrometer-core",
                "prometheus-metrics-model",
                "jspecify")) {
            assertTrue(notice.contains("  " + library + " "), library);
        }
    }

    private static Set<String> foreignPackages(Path jar) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(Object::toString)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name -> name.split("/"))
                    .filter(parts -> parts.length > 2)
                    .map(parts -> parts[0] + "." + parts[1])
                    .filter(name -> !name.equals("org.trunkline"))
                    .collect(Collectors.toSet());
        }
    }
}
