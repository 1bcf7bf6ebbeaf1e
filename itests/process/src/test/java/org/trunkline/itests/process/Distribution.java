package org.trunkline.itests.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The shipped zip, unpacked once for all tests. Nodes run from it and write nothing into it. */
final class Distribution {

    private static final Path HOME = unpack();

    private Distribution() {}

    static Path home() {
        return HOME;
    }

    static Path script() {
        return HOME.resolve("bin/trunkline.sh");
    }

    private static Path unpack() {
        Path target = Path.of(System.getProperty("trunkline.itest.dir"))
                .toAbsolutePath()
                .resolve("home");
        try (ZipFile zip = new ZipFile(System.getProperty("trunkline.itest.zip"))) {
            delete(target);
            Path home = null;
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path path = target.resolve(entry.getName());
                if (home == null) {
                    home = target.resolve(target.relativize(path).getName(0));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, path);
                    }
                }
            }
            // The JDK's zip classes leave out the rights.
            for (String script : new String[] {"trunkline.sh", "trunkline"}) {
                if (!home.resolve("bin").resolve(script).toFile().setExecutable(true)) {
                    throw new IOException("bin/" + script + " cannot be made executable");
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("The distribution cannot be unpacked; build it first", e);
        }
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
