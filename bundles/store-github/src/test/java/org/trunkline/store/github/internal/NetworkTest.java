package org.trunkline.store.github.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.Identity;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** The way to a GitHub that speaks HTTPS with a certificate of its own, directly and through a proxy. */
class NetworkTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String TOKEN = "github_pat_secret";

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private static Path pem;
    private static GitHubFake github;

    private final Map<String, Object> given = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        Path file = certificates.resolve("github.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "github",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=github.test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0, said);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        pem = certificates.resolve("github.pem");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys.getCertificate("github").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(manager.getKeyManagers(), null, null);
        github = GitHubFake.builder()
                .unchecked()
                .tls(tls)
                .token(TOKEN, Identity.writer("node"))
                .start();
    }

    @AfterAll
    static void stop() {
        github.close();
    }

    @BeforeEach
    void configure() {
        github.forgetRequests();
        given.put("endpoint", github.endpoint().toString());
        given.put("repository", "acme/artifacts");
        given.put("_token", TOKEN);
        given.put("certificate", pem.toString());
        given.put("write_interval", 0L);
        given.put("coalesce", 0L);
    }

    private GitHubStoreComponent component(String cache) {
        given.put("cache_directory", folder.resolve(cache).toString());
        return new GitHubStoreComponent(TestConfig.of(given));
    }

    private static List<ArtifactWrite> many(int count) {
        List<ArtifactWrite> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(ArtifactWrite.of(
                    ArtifactKey.synapse("Default", "api-" + i),
                    Instruction.PUBLISH,
                    ApiIdentity.of("A", "1", "t"),
                    ArtifactBody.of("{\"n\":" + i + "}")));
        }
        return batch;
    }

    private static int published(GitHubStoreComponent component) throws ArtifactStoreException {
        int count = 0;
        try (ArtifactCursor cursor = component.snapshot(Set.of("Default"), component.head())) {
            while (cursor.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void aServerWithACertificateOfItsOwnIsTrustedWhereItIsGiven() throws Exception {
        GitHubStoreComponent component = component("trusting");
        component.write(many(3));
        component.close();

        given.remove("certificate");
        GitHubStoreComponent distrustful = component("distrustful");
        github.forgetRequests();
        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, distrustful::head);
        distrustful.close();

        assertEquals(ArtifactStoreException.Kind.UNAVAILABLE, e.kind());
        assertTrue(e.getMessage().contains("certificate in [store.github]"), e.getMessage());
        assertEquals(List.of(), github.requests());
    }

    @Test
    void throughAProxyEverythingWorksAndNothingIsReadable() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy()) {
            given.put("proxy", proxy.address());
            GitHubStoreComponent publisher = component("publisher");
            publisher.write(many(150));
            publisher.close();
            GitHubStoreComponent gateway = component("gateway");

            assertEquals(150, published(gateway));
            gateway.close();

            URI api = github.endpoint();
            assertTrue(
                    proxy.tunnels().contains(api.getHost() + ":" + api.getPort()),
                    proxy.tunnels().toString());
            assertTrue(
                    proxy.tunnels().stream().anyMatch(t -> !t.endsWith(":" + api.getPort())),
                    "the archive came another way: " + proxy.tunnels());
            assertFalse(proxy.sent().contains(TOKEN) || proxy.sent().contains("api-1"));
            assertTrue(proxy.sent().contains("CONNECT "));
            assertTrue(github.requests().stream().anyMatch(r -> r.rawPath().contains("legacy.tar.gz")));
            assertEquals(List.of(), github.leaks());
        }
    }

    @Test
    void aProxyThatIsAwayIsUnavailable() throws Exception {
        TunnelProxy proxy = new TunnelProxy();
        given.put("proxy", proxy.address());
        proxy.close();
        GitHubStoreComponent component = component("gateway");

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, component::head);

        assertEquals(ArtifactStoreException.Kind.UNAVAILABLE, e.kind());
        assertTrue(e.getMessage().contains("proxy"), e.getMessage());
        component.close();
    }
}
