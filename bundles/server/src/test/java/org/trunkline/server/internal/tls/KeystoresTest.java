package org.trunkline.server.internal.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.server.internal.config.Deployment;

class KeystoresTest {

    private static final Deployment NOTHING_CONFIGURED = deployment(Map.of());

    @TempDir
    private Path base;

    private final List<String> warnings = new ArrayList<>();

    private static Deployment deployment(Map<String, Object> tls) {
        return new Deployment(
                0,
                Map.of(
                        "keystore.tls", tls,
                        "server", Map.of("hostname", "node.example.org"),
                        "management", Map.of("host", "10.1.2.3")),
                List.of(),
                List.of());
    }

    private TlsMaterial open(Deployment deployment) throws TlsException {
        return new Keystores(base, Clock.systemUTC()).open(deployment, warnings);
    }

    private static X509Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void makeACertificateOnceThatFitsTheNamesOfTheMachine() throws Exception {
        TlsMaterial first = open(NOTHING_CONFIGURED);
        byte[] keystore = Files.readAllBytes(first.keystore());

        TlsMaterial second = open(NOTHING_CONFIGURED);

        assertEquals(first, second);
        assertArrayEquals(keystore, Files.readAllBytes(second.keystore()));
        X509Certificate certificate = certificate(first.certificate());
        certificate.checkValidity();
        Set<String> names = certificate.getSubjectAlternativeNames().stream()
                .map(name -> String.valueOf(name.get(1)))
                .collect(Collectors.toSet());
        assertTrue(
                names.containsAll(Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "node.example.org", "10.1.2.3")),
                names.toString());
        assertEquals(List.of(), warnings);
    }

    @Test
    void keepTheKeyAndItsPasswordToThemselves() throws Exception {
        TlsMaterial material = open(NOTHING_CONFIGURED);

        try (var files = Files.list(material.keystore().getParent())) {
            Map<String, String> rights =
                    files.collect(Collectors.toMap(file -> file.getFileName().toString(), KeystoresTest::rights));
            assertEquals("rw-------", rights.get("trunkline.p12"));
            assertEquals("rw-------", rights.get("trunkline.p12.password"));
            assertEquals(Set.of("trunkline.p12", "trunkline.p12.password", "trunkline.pem"), rights.keySet());
        }
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void takeAKeystoreOfTheOperatorByItsNameOrPath() throws Exception {
        TlsMaterial made = open(NOTHING_CONFIGURED);
        Path own = Files.copy(made.keystore(), made.keystore().resolveSibling("own.p12"));
        Path elsewhere = Files.createDirectories(base.resolve("keys"));
        Files.copy(own, elsewhere.resolve("own.p12"));

        for (String name : List.of("own.p12", "keys/own.p12", own.toString())) {
            TlsMaterial material =
                    open(deployment(Map.of("file_name", name, "password", made.password(), "alias", "trunkline")));

            assertTrue(material.keystore().endsWith("own.p12"));
        }
    }

    @Test
    void sayWhatIsWrongWithAKeystore() throws Exception {
        TlsMaterial made = open(NOTHING_CONFIGURED);
        Files.writeString(made.keystore().resolveSibling("text.p12"), "this is text");

        assertEquals(
                "The keystore " + made.keystore()
                        + " does not open: the password is wrong. Check [keystore.tls] password.",
                refused(Map.of("file_name", "trunkline.p12", "password", "wrong")));
        assertTrue(refused(Map.of("file_name", "missing.p12", "password", "x")).contains("missing.p12 cannot be read"));
        assertTrue(refused(Map.of("file_name", "text.p12", "password", "x")).contains("text.p12 cannot be read"));
        assertEquals(
                "The keystore " + made.keystore()
                        + " holds no key 'other' but 'trunkline'. Check [keystore.tls] alias.",
                refused(Map.of("file_name", "trunkline.p12", "password", made.password(), "alias", "other")));
    }

    private String refused(Map<String, Object> tls) {
        return assertThrows(TlsException.class, () -> open(deployment(tls))).getMessage();
    }

    @Test
    void warnWhenTheCertificateIsAboutToExpire() throws Exception {
        open(NOTHING_CONFIGURED);
        Clock almostTenYearsLater = Clock.offset(Clock.systemUTC(), Duration.ofDays(3640));

        new Keystores(base, almostTenYearsLater).open(NOTHING_CONFIGURED, warnings);

        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("expires at"), warnings.toString());
    }
}
