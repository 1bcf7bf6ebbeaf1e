package org.trunkline.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJarWrapperTest {

    private static final Set<String> NOTHING_SHARED = Set.of();

    @TempDir
    private Path directory;

    private Path lib;
    private Path wrapped;
    private PlainJarWrapper wrapper;

    @BeforeEach
    void makeFolders() throws IOException {
        lib = Files.createDirectory(directory.resolve("lib"));
        wrapped = Files.createDirectory(directory.resolve("wrapped"));
        wrapper = new PlainJarWrapper(wrapped);
    }

    @ParameterizedTest
    @CsvSource({
        "acme-util-1.2.3.jar,acme-util,1.2.3",
        "acme_2.jar,acme,2",
        "acme-1.0-SNAPSHOT.jar,acme,1.0",
        "acme-client-3.1.final.jar,acme-client,3.1",
        "acme.jar,acme,0.0.0",
        "acme util(1).jar,acme_util_1_,0.0.0"
    })
    void isNamedAfterItsFile(String file, String name, String version) throws IOException {
        Path jar = new TestJar().entry("acme/A.class", "").writeTo(lib.resolve(file));

        Attributes manifest = manifest(wrapper.wrap(jar, NOTHING_SHARED));

        assertEquals(name, manifest.getValue("Bundle-SymbolicName"));
        assertEquals(version, manifest.getValue("Bundle-Version"));
    }

    @Test
    void exportsEveryPackageOfClassesAndOfResources() throws IOException {
        Path jar = new TestJar()
                .entry("acme/A.class", "")
                .entry("acme/deep/B.class", "")
                .entry("acme/templates/page.html", "")
                .entry("not-a-package/file.txt", "")
                .entry("META-INF/services/acme.A", "")
                .entry("InNoPackage.class", "")
                .writeTo(lib.resolve("acme-1.0.jar"));

        Attributes manifest = manifest(wrapper.wrap(jar, NOTHING_SHARED));

        assertEquals(
                "acme;version=\"1.0\",acme.deep;version=\"1.0\",acme.templates;version=\"1.0\"",
                manifest.getValue("Export-Package"));
        assertNull(manifest.getValue("Import-Package"));
        assertEquals("*", manifest.getValue("DynamicImport-Package"));
    }

    @Test
    void importsSharedPackagesEvenWhenItCarriesCopies() throws IOException {
        Path jar = new TestJar()
                .entry("acme/A.class", "")
                .entry("org/wso2/shared/Saver.class", "")
                .writeTo(lib.resolve("acme-1.0.jar"));

        Attributes manifest = manifest(wrapper.wrap(jar, Set.of("org.wso2.shared", "org.wso2.other")));

        assertEquals("acme;version=\"1.0\"", manifest.getValue("Export-Package"));
        assertEquals("org.wso2.shared", manifest.getValue("Import-Package"));
    }

    @Test
    void keepsTheClassesOfNewerJavaVersionsThatThisOneRuns() throws IOException {
        Path jar = new TestJar()
                .header("Multi-Release", "true")
                .entry("acme/A.class", "old")
                .entry("META-INF/versions/11/acme/A.class", "new")
                .entry("META-INF/versions/11/acme/only11/B.class", "")
                .entry("META-INF/versions/999/acme/only999/C.class", "")
                .writeTo(lib.resolve("acme-1.0.jar"));

        Path copy = wrapper.wrap(jar, NOTHING_SHARED);

        assertEquals("true", manifest(copy).getValue("Multi-Release"));
        assertEquals(
                "acme;version=\"1.0\",acme.only11;version=\"1.0\"",
                manifest(copy).getValue("Export-Package"));
        assertEquals("new", content(copy, "META-INF/versions/11/acme/A.class"));
    }

    @Test
    void leavesOutSignaturesWhichANewManifestBreaks() throws IOException {
        Path jar = new TestJar()
                .entryHeader("acme/A.class", "SHA-256-Digest", "x")
                .entry("META-INF/ACME.SF", "")
                .entry("META-INF/acme.rsa", "")
                .entry("META-INF/SIG-ACME", "")
                .entry("acme/A.class", "")
                .writeTo(lib.resolve("acme-1.0.jar"));

        try (JarFile copy = new JarFile(wrapper.wrap(jar, NOTHING_SHARED).toFile())) {
            assertEquals(
                    List.of("META-INF/MANIFEST.MF", "acme/A.class"),
                    copy.stream().map(Object::toString).toList());
            assertTrue(copy.getManifest().getEntries().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", "acme/../../outside.txt", "/etc/passwd", "acme\\..\\outside.txt"})
    void refusesAJarWithAnEntryThatLeavesIt(String hostile) throws IOException {
        Path jar = new TestJar().entry("acme/A.class", "").entry(hostile, "").writeTo(lib.resolve("acme-1.0.jar"));

        IOException refused = assertThrows(IOException.class, () -> wrapper.wrap(jar, NOTHING_SHARED));

        assertTrue(refused.getMessage().contains(hostile), refused.getMessage());
        assertEquals(List.of(), files());
    }

    @Test
    void copiesAnEntryThatIsThereTwiceOnce() throws IOException {
        Path jar = new TestJar()
                .entry("acme/A.class", "first")
                .entry("acme/B.class", "second")
                .writeTo(lib.resolve("acme-1.0.jar"));
        // No tool makes such a jar, so the second name is overwritten in the bytes: names of one length keep all
        // offsets.
        byte[] bytes = Files.readAllBytes(jar);
        String latin = new String(bytes, StandardCharsets.ISO_8859_1).replace("acme/B.class", "acme/A.class");
        Files.write(jar, latin.getBytes(StandardCharsets.ISO_8859_1));
        String loaded = content(jar, "acme/A.class");

        Path copy = wrapper.wrap(jar, NOTHING_SHARED);

        assertEquals(loaded, content(copy, "acme/A.class"));
        try (JarFile file = new JarFile(copy.toFile())) {
            assertEquals(2, file.size());
        }
    }

    @Test
    void makesACopyOnceAndAnotherOneWhenTheContentOrWhatIsSharedChanges() throws Exception {
        Path jar = new TestJar().entry("acme/A.class", "1").writeTo(lib.resolve("acme-1.0.jar"));
        Path first = wrapper.wrap(jar, NOTHING_SHARED);
        Files.setLastModifiedTime(first, FileTime.fromMillis(0));

        assertEquals(first, wrapper.wrap(jar, NOTHING_SHARED));
        assertEquals(FileTime.fromMillis(0), Files.getLastModifiedTime(first));

        assertNotEquals(first, wrapper.wrap(jar, Set.of("acme")));
        new TestJar().entry("acme/A.class", "2").writeTo(jar);
        Path second = wrapper.wrap(jar, NOTHING_SHARED);
        assertNotEquals(first, second);

        Files.writeString(wrapped.resolve("unfinished-1.tmp"), "left by a kill");
        wrapper.forgetAllBut(List.of(second));
        assertEquals(List.of(second), files());
    }

    @Test
    void saysThatAFileIsNoJar() throws IOException {
        Path jar = Files.writeString(lib.resolve("acme-1.0.jar"), "this is text");

        IOException refused = assertThrows(IOException.class, () -> wrapper.wrap(jar, NOTHING_SHARED));

        assertTrue(refused.getMessage().startsWith("it is not a readable jar"), refused.getMessage());
        assertFalse(Files.list(wrapped).findAny().isPresent());
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(wrapped)) {
            return files.toList();
        }
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }

    private static String content(Path jar, String entry) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                var in = file.getInputStream(file.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
