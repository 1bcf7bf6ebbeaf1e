package org.trunkline.store.github.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.github.fake.Fault;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.Identity;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

class GitHubStoreComponentTest {

    private static final ArtifactWrite WRITE = ArtifactWrite.of(
            ArtifactKey.synapse("Default", "a"),
            Instruction.PUBLISH,
            ApiIdentity.of("A", "1", "t"),
            ArtifactBody.of("{}"));

    @TempDir
    Path folder;

    private final Map<String, Object> given = new HashMap<>();
    private static KeyPair appKey;

    private GitHubFake github;

    @BeforeAll
    static void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        appKey = generator.generateKeyPair();
    }

    @BeforeEach
    void start() throws Exception {
        start(GitHubFake.builder());
    }

    private void start(GitHubFake.Builder builder) throws Exception {
        if (github != null) {
            github.close();
        }
        github = builder.unchecked()
                .token("writer-secret", Identity.writer("pub"))
                .app("17", "4711", appKey.getPublic(), Duration.ofHours(1))
                .start();
        given.put("endpoint", github.endpoint().toString());
        given.put("repository", "acme/artifacts");
        given.put("_token", "writer-secret");
        given.put("cache_directory", folder.resolve("cache").toString());
        given.put("write_interval", 0L);
        given.put("coalesce", 0L);
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private GitHubStoreConfig config() {
        return TestConfig.of(given);
    }

    private String refused() {
        return assertThrows(IllegalArgumentException.class, () -> new GitHubStoreComponent(config()))
                .getMessage();
    }

    @Test
    void itStartsWithoutAskingGitHubForAnything() throws Exception {
        GitHubStoreComponent component = new GitHubStoreComponent(config());

        assertEquals(List.of(), github.requests());
        assertEquals("acme/artifacts", component.repository());
        assertEquals("127.0.0.1", component.host());
        assertEquals(Optional.empty(), component.branch());
        assertEquals(0, component.quota().requests());
        assertEquals(Optional.empty(), component.quota().limit());
        component.close();
    }

    @Test
    void itKeepsArtifactsAndShowsWhatThatCost() throws Exception {
        GitHubStoreComponent component = new GitHubStoreComponent(config());

        assertEquals(component.write(List.of(WRITE)), component.head());

        assertEquals(github.requests().size(), component.quota().requests());
        assertTrue(component.quota().limit().isPresent());
        assertTrue(component.quota().pausedUntil().isEmpty());
        component.close();
    }

    @Test
    void aHintWakesWhoListens() throws Exception {
        GitHubStoreComponent component = new GitHubStoreComponent(config());
        CountDownLatch woken = new CountDownLatch(1);
        component.watch(woken::countDown);

        component.hint();

        assertTrue(woken.await(10, TimeUnit.SECONDS));
        component.close();
    }

    @Test
    void aPublicRepositoryIsRefusedUnlessItIsAllowed() throws Exception {
        start(GitHubFake.builder().publicRepository());
        GitHubStoreComponent refusing = new GitHubStoreComponent(config());
        for (int i = 0; i < 2; i++) {
            ArtifactStoreException e = assertThrows(ArtifactStoreException.class, refusing::head);
            assertEquals(ArtifactStoreException.Kind.REJECTED, e.kind());
            assertTrue(e.getMessage().contains("allow_public"), e.getMessage());
            assertThrows(ArtifactStoreException.class, () -> refusing.write(List.of(WRITE)));
        }
        refusing.close();
        given.put("allow_public", true);

        GitHubStoreComponent allowing = new GitHubStoreComponent(config());

        assertEquals(allowing.write(List.of(WRITE)), allowing.head());
        allowing.close();
    }

    @Test
    void anAppsKeyIsReadInBothForms() throws Exception {
        given.remove("_token");
        given.put("app_id", "17");
        given.put("installation_id", "4711");
        byte[] pkcs8 = appKey.getPrivate().getEncoded();
        // the key itself follows 26 bytes of PKCS#8
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        assertTrue(appKey.getPrivate() instanceof RSAPrivateCrtKey);
        for (Map.Entry<String, byte[]> form :
                Map.of("PRIVATE KEY", pkcs8, "RSA PRIVATE KEY", pkcs1).entrySet()) {
            Path pem = folder.resolve(form.getKey() + ".pem");
            Files.writeString(
                    pem,
                    "-----BEGIN " + form.getKey() + "-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(form.getValue())
                            + "\n-----END " + form.getKey() + "-----\n");
            given.put("private_key", pem.toString());

            GitHubStoreComponent component = new GitHubStoreComponent(config());

            assertEquals(component.write(List.of(WRITE)), component.head());
            component.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repository | acme | owner/name",
                "repository | '' | repository",
                "endpoint | http://github.example | https",
                "endpoint | https://user:pw@github.example | without user",
                "_token | '' | none is set",
                "token_file | /run/token | more than one is set",
                "_token | 'two words' | token",
                "app_id | 17 | more than one is set",
                "proxy | proxy.example | host:port",
                "proxy | proxy.example:99999 | host:port",
                "certificate | /nowhere/ca.pem | certificate",
                "_encryption_key | hunter2 | openssl rand -base64 32"
            })
    void whatCannotBeUsedIsRefusedByItsName(String key, String value, String reason) {
        given.put(key, value);

        String message = refused();

        assertTrue(message.startsWith("[store.github]: ") && message.contains(reason), message);
        assertFalse(message.contains("hunter2") || message.contains("two words"), message);
    }

    @Test
    void aKeyFileThatIsNoneIsRefusedWithoutRepeatingIt() throws Exception {
        given.remove("_token");
        given.put("app_id", "17");
        given.put("installation_id", "4711");
        Path pem = folder.resolve("key.pem");
        given.put("private_key", pem.toString());
        assertTrue(refused().contains("cannot be read"));
        Files.writeString(pem, "c2VjcmV0");
        assertTrue(refused().contains("PEM"));
        Files.write(
                pem,
                "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----\n"
                        .getBytes(StandardCharsets.US_ASCII));
        assertTrue(refused().contains("RSA"));
        assertFalse(refused().contains("c2VjcmV0"));
    }

    @Test
    void twoStoresDoNotShareACache() throws Exception {
        GitHubStoreComponent component = new GitHubStoreComponent(config());

        Exception e = assertThrows(RuntimeException.class, () -> new GitHubStoreComponent(config()));

        assertTrue(e.getMessage().contains("cache_directory"), e.getMessage());
        component.close();
    }

    @Test
    void aTokenThatIsReplacedInItsFileIsTakenWithoutARestart() throws Exception {
        Path file = folder.resolve("token");
        given.remove("_token");
        given.put("token_file", file.toString());
        GitHubStoreComponent component = new GitHubStoreComponent(config());
        assertTrue(assertThrows(ArtifactStoreException.class, component::head)
                .getMessage()
                .contains("token_file"));
        Files.writeString(file, "writer-secret\n");
        component.write(List.of(WRITE));

        Files.writeString(file, "ended-secret\n");
        component.head();
        github.faults().next(Fault.badCredentials());
        github.forgetRequests();
        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, component::head);
        assertEquals(ArtifactStoreException.Kind.REJECTED, e.kind());
        assertFalse(e.getMessage().contains("secret"), e.getMessage());
        assertEquals(2, github.requests().size());

        Files.writeString(file, "writer-secret\n");
        github.forgetRequests();
        component.head();
        // one 401, and the same request with the new token
        assertEquals(2, github.requests().size());
        component.head();
        assertEquals(3, github.requests().size());
        component.close();
    }
}
