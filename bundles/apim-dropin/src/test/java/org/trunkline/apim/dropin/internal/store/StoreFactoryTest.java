package org.trunkline.apim.dropin.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.apim.dropin.internal.settings.SettingsReader;
import org.trunkline.github.fake.GitHubFake;
import org.trunkline.github.fake.Identity;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

class StoreFactoryTest {

    private static final ArtifactKey KEY = ArtifactKey.synapse("Production and Sandbox", "a-1");

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    private DeferredStore store() throws Exception {
        SettingsReader reader = new SettingsReader(home, home.resolve("trunkline.toml"), environment, new Properties());
        return new DeferredStore(new StoreFactory().opening(reader.read(false)), "of the test");
    }

    private static void write(ArtifactStore store) throws ArtifactStoreException {
        store.write(List.of(ArtifactWrite.of(
                KEY, Instruction.PUBLISH, ApiIdentity.of("A", "1", "carbon.super"), ArtifactBody.of("{}"))));
    }

    private static void assertKeeps(DeferredStore store) throws ArtifactStoreException {
        write(store);
        assertEquals("{}", store.read(KEY).orElseThrow().body().asText());
    }

    @Test
    void theEnvironmentMakesAStoreOnGitHub() throws Exception {
        try (GitHubFake github = GitHubFake.builder()
                .unchecked()
                .empty()
                .token("writer", Identity.writer("publisher"))
                .start()) {
            environment.put("TRUNKLINE_SYNC_STORE", "github");
            environment.put("TRUNKLINE_GITHUB_REPOSITORY", "acme/artifacts");
            environment.put("TRUNKLINE_GITHUB_ENDPOINT", github.endpoint().toString());
            environment.put("TRUNKLINE_GITHUB_TOKEN", "writer");
            environment.put("TRUNKLINE_GITHUB_COALESCE", "0");
            environment.put("TRUNKLINE_GITHUB_WRITE_INTERVAL", "0");

            try (DeferredStore store = store()) {
                assertTrue(github.requests().isEmpty(), "nobody has called yet");
                assertKeeps(store);
            }
            assertTrue(home.resolve("repository/database/trunkline-github-cache")
                    .toFile()
                    .isDirectory());
        }
    }

    @Test
    void aPublicRepositoryIsRefusedWithTheKeyThatAllowsIt() throws Exception {
        try (GitHubFake github = GitHubFake.builder()
                .unchecked()
                .publicRepository()
                .token("writer", Identity.writer("publisher"))
                .start()) {
            environment.put("TRUNKLINE_SYNC_STORE", "github");
            environment.put("TRUNKLINE_GITHUB_REPOSITORY", "acme/artifacts");
            environment.put("TRUNKLINE_GITHUB_ENDPOINT", github.endpoint().toString());
            environment.put("TRUNKLINE_GITHUB_TOKEN", "writer");

            try (DeferredStore store = store()) {
                ArtifactStoreException refused = assertThrows(ArtifactStoreException.class, () -> write(store));
                assertEquals(Kind.REJECTED, refused.kind());
                assertTrue(refused.getMessage().contains("allow_public"), refused.getMessage());
            }
        }
    }

    @Test
    void aDatabaseOfItsOwnIsMadeByItsUrlAlone() throws Exception {
        environment.put("TRUNKLINE_SYNC_STORE", "jdbc");
        environment.put("TRUNKLINE_JDBC_URL", "jdbc:h2:./repository/database/artifacts");
        environment.put("TRUNKLINE_JDBC_PASSWORD", "secret");
        try (DeferredStore store = store()) {
            assertKeeps(store);
        }
        assertTrue(home.resolve("repository/database/artifacts.mv.db").toFile().isFile());
        assertFalse(
                Collections.list(DriverManager.getDrivers()).stream().anyMatch(org.h2.Driver.class::isInstance),
                "the JVM holds no class of a store that was closed");

        try (DeferredStore store = store()) {
            assertEquals("{}", store.read(KEY).orElseThrow().body().asText());
        }
    }

    @Test
    void aDirectoryBelowTheHostsHomeIsAStore() throws Exception {
        environment.put("TRUNKLINE_SYNC_STORE", "file");
        environment.put("TRUNKLINE_FILE_DIRECTORY", "artifacts");
        try (DeferredStore store = store()) {
            assertKeeps(store);
        }
        assertTrue(home.resolve("artifacts/head").toFile().isFile());
    }

    @Test
    void aPublisherThatIsAwayIsUnavailable() throws Exception {
        environment.put("TRUNKLINE_SYNC_STORE", "remote");
        environment.put("TRUNKLINE_REMOTE_URL", "https://127.0.0.1:1");
        environment.put("TRUNKLINE_REMOTE_USERNAME", "gateway");
        environment.put("TRUNKLINE_REMOTE_PASSWORD", "secret");
        try (DeferredStore store = store()) {
            assertEquals(
                    Kind.UNAVAILABLE,
                    assertThrows(ArtifactStoreException.class, store::head).kind());
        }
    }

    @Test
    void whatOnlyTheStoreCanSeeIsRefusedByEachCall() throws Exception {
        environment.put("TRUNKLINE_SYNC_STORE", "github");
        environment.put("TRUNKLINE_GITHUB_REPOSITORY", "acme/artifacts");
        try (DeferredStore store = store()) {
            for (int i = 0; i < 2; i++) {
                ArtifactStoreException refused = assertThrows(ArtifactStoreException.class, store::head);
                assertEquals(Kind.REJECTED, refused.kind());
                assertTrue(refused.getMessage().contains("set one of token, token_file"), refused.getMessage());
            }
        }
    }

    @Test
    void aDatabaseThatIsNotSupportedIsNamed() throws Exception {
        environment.put("TRUNKLINE_SYNC_STORE", "jdbc");
        environment.put("TRUNKLINE_JDBC_URL", "jdbc:oracle:thin:@db:1521/x");
        try (DeferredStore store = store()) {
            ArtifactStoreException refused = assertThrows(ArtifactStoreException.class, store::head);
            assertEquals(Kind.REJECTED, refused.kind());
            assertTrue(
                    refused.getMessage().contains("oracle")
                            && refused.getMessage().contains("mariadb"),
                    refused.getMessage());
        }
    }

    @Test
    void aDataSourceThatTheHostDoesNotHaveIsNamed() throws Exception {
        environment.put("TRUNKLINE_SYNC_STORE", "jdbc");
        environment.put("TRUNKLINE_JDBC_DATA_SOURCE", "jdbc/NoSuchDB");
        try (DeferredStore store = store()) {
            ArtifactStoreException away = assertThrows(ArtifactStoreException.class, store::head);
            assertEquals(Kind.UNAVAILABLE, away.kind());
            assertTrue(away.getMessage().contains("jdbc/NoSuchDB"), away.getMessage());
        }
    }
}
