package org.trunkline.apim.dropin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.osgi.util.ManifestElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the host is known to accept, held against the jar that operators get. */
class DropInJarIT {

    private static final int JAVA_11 = 55;

    /** Packages of the host, with the ranges that were tried on API Manager 3.2.0's and 4.x's platforms. */
    private static final Map<String, String> HOST = Map.of(
            "org.wso2.carbon.apimgt.impl", "[6.7,10)",
            "org.wso2.carbon.apimgt.impl.dto", "[6.7,10)",
            "org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer", "[6.7,10)",
            "org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception", "[6.7,10)",
            "org.osgi.framework", "[1.8,2)",
            "org.osgi.util.tracker", "[1.5,2)",
            "org.slf4j", "[1.7,3)");

    private static final List<String> MANDATORY_OF_THE_JDK =
            List.of("javax.crypto", "javax.crypto.spec", "javax.net", "javax.net.ssl", "javax.sql");

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(System.getProperty("trunkline.dropin"));
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void noClassIsAboveJava11() throws IOException {
        List<String> above = new ArrayList<>();
        int classes = 0;
        for (JarEntry entry : jar.stream().collect(Collectors.toList())) {
            if (entry.getName().endsWith(".class")) {
                classes++;
                byte[] head = content(entry, 8);
                int major = (head[6] & 0xff) << 8 | head[7] & 0xff;
                if (major > JAVA_11) {
                    above.add(entry.getName() + " " + major);
                }
            }
        }
        assertEquals(List.of(), above);
        assertTrue(classes > 3_000, "only " + classes + " classes were looked at");
    }

    @Test
    void nothingDependsOnTheReleaseOfJavaOrOnASignature() {
        List<String> found = jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.startsWith("META-INF/versions/")
                        || name.endsWith("module-info.class")
                        || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"))
                .collect(Collectors.toList());
        assertEquals(List.of(), found);
    }

    @Test
    void noClassCallsWhatOnlySlf4j2Has() throws IOException {
        List<String> found = new ArrayList<>();
        for (JarEntry entry : jar.stream().collect(Collectors.toList())) {
            if (entry.getName().endsWith(".class")) {
                String constants = new String(content(entry, Integer.MAX_VALUE), StandardCharsets.ISO_8859_1);
                if (constants.contains("org/slf4j/spi/") || constants.contains("org/slf4j/event/")) {
                    found.add(entry.getName());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void theManifestAsksOnlyForWhatTheHostHas() throws Exception {
        Attributes manifest = jar.getManifest().getMainAttributes();
        Map<String, String> fromTheHost = new TreeMap<>();
        List<String> mandatory = new ArrayList<>();
        for (ManifestElement element :
                ManifestElement.parseHeader("Import-Package", manifest.getValue("Import-Package"))) {
            String name = element.getValue();
            boolean isOptional = "optional".equals(element.getDirective("resolution"));
            if (name.matches("javax\\..*|org\\.w3c\\.dom|org\\.xml\\.sax.*|org\\.ietf\\.jgss")) {
                assertNull(element.getAttribute("version"), name + " has no version on that host");
                if (!isOptional) {
                    mandatory.add(name);
                }
            } else {
                fromTheHost.put(name, element.getAttribute("version"));
                assertFalse(isOptional, name);
            }
        }
        assertEquals(new TreeMap<>(HOST), fromTheHost);
        assertEquals(MANDATORY_OF_THE_JDK, mandatory.stream().sorted().collect(Collectors.toList()));
        for (String header : List.of(
                "Export-Package",
                "Require-Capability",
                "Require-Bundle",
                "Service-Component",
                "DynamicImport-Package",
                "Bundle-RequiredExecutionEnvironment",
                "Fragment-Host",
                "Multi-Release")) {
            assertNull(manifest.getValue(header), header);
        }
        assertEquals(DropInActivator.class.getName(), manifest.getValue("Bundle-Activator"));
    }

    @Test
    void whatLibrariesLoadByNameIsThere() throws IOException {
        for (String name : List.of(
                "org/h2/util/data.zip",
                "okhttp3/internal/publicsuffix/PublicSuffixDatabase.list",
                "META-INF/services/org.mariadb.jdbc.plugin.Codec",
                "META-INF/services/org.mariadb.jdbc.plugin.AuthenticationPluginFactory",
                "org/mariadb/jdbc/MariaDbDataSource.class",
                "org/postgresql/Driver.class")) {
            assertNotNull(jar.getEntry(name), name);
        }
        for (String provider : services("META-INF/services/org.mariadb.jdbc.plugin.Codec")) {
            assertNotNull(jar.getEntry(provider.replace('.', '/') + ".class"), provider);
        }
    }

    @Test
    void theDriversWorkWithWhatIsInTheJar() throws Exception {
        URL[] dropIn = {Path.of(jar.getName()).toUri().toURL()};
        try (URLClassLoader alone = new URLClassLoader(dropIn, ClassLoader.getPlatformClassLoader())) {
            DataSource h2 = dataSource(alone, "org.h2.jdbcx.JdbcDataSource", "setURL", "jdbc:h2:mem:");
            try (Connection connection = h2.getConnection();
                    Statement statement = connection.createStatement()) {
                SQLException refused =
                        assertThrows(SQLException.class, () -> statement.execute("SELECT x FROM nowhere"));
                assertTrue(refused.getMessage().contains("NOWHERE"), refused.getMessage());
            }
            // nobody listens there: the drivers come as far as a network takes them
            assertNobodyAnswers(
                    dataSource(alone, "org.mariadb.jdbc.MariaDbDataSource", "setUrl", "jdbc:mariadb://127.0.0.1:1/x"));
            assertNobodyAnswers(dataSource(
                    alone, "org.postgresql.ds.PGSimpleDataSource", "setURL", "jdbc:postgresql://127.0.0.1:1/x"));
        }
    }

    private static DataSource dataSource(ClassLoader from, String type, String setter, String url) throws Exception {
        Object source = from.loadClass(type).getConstructor().newInstance();
        source.getClass().getMethod(setter, String.class).invoke(source, url);
        return (DataSource) source;
    }

    private static void assertNobodyAnswers(DataSource source) {
        SQLException refused = assertThrows(SQLException.class, () -> source.getConnection("user", "password"));
        assertTrue(refused.getSQLState().startsWith("08"), refused.toString());
    }

    @Test
    void theLicencesOfWhatIsInsideAreThere() throws IOException {
        String notice =
                new String(content(jar.getJarEntry("META-INF/NOTICE"), Integer.MAX_VALUE), StandardCharsets.UTF_8);
        for (String library : List.of(
                "okhttp", "okio", "kotlin", "gson", "HikariCP", "H2", "PostgreSQL", "MariaDB", "tomlj", "antlr4")) {
            assertTrue(notice.contains(library), library);
        }
        for (String licence : List.of("META-INF/LICENSE", "META-INF/licenses/LGPL-2.1.txt")) {
            assertNotNull(jar.getEntry(licence), licence);
        }
    }

    private List<String> services(String name) throws IOException {
        return Arrays.stream(new String(content(jar.getJarEntry(name), Integer.MAX_VALUE), StandardCharsets.UTF_8)
                        .split("\\R"))
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toList());
    }

    private byte[] content(JarEntry entry, int most) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readNBytes(most);
        }
    }
}
