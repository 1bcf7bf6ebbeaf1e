package org.trunkline.itests.apim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The stores beside GitHub, in API Manager 3.2.0. */
class StoresIT {

    private static final String VERSION = "6.7.206";
    private static final String LABEL = "Production and Sandbox";
    private static final String PASSWORD = "Top5ecret0f7heDatabase";
    private static final Api PIZZA = new Api("0a1b2c3d-pizza", "PizzaShack");
    private static final Api SUSHI = new Api("4e5f6a7b-sushi", "Sushi");

    @RegisterExtension
    final Hosts hosts = new Hosts();

    @TempDir
    Path folder;

    private ApimHost node(String toml) throws Exception {
        return hosts.create(VERSION)
                .settings(toml)
                .savesWith("TrunklineSaver")
                .retrievesWith("TrunklineRetriever", LABEL);
    }

    private void assertRoundTrip(ApimHost publisher, ApimHost gateway) throws Exception {
        publisher.save(PIZZA.document(), LABEL, "Publish");
        publisher.save(SUSHI.document(), LABEL, "Publish");
        publisher.save(SUSHI.tombstone(), LABEL, "Remove");

        assertEquals(List.of(PIZZA.document()), gateway.retrieveAll(LABEL));
        assertEquals(PIZZA.document(), gateway.retrieve(PIZZA.id(), LABEL, "Publish"));
        assertEquals(SUSHI.tombstone(), gateway.retrieve(SUSHI.id(), LABEL, "ANY"));
        assertEquals(
                LABEL, gateway.attributes(PIZZA.name(), Api.VERSION, Api.TENANT).get("label"));
        assertTrue(publisher.isPublished(PIZZA.id()));
        assertFalse(publisher.isPublished(SUSHI.id()));
    }

    @Test
    void aDirectoryIsSharedByPublisherAndGateway() throws Exception {
        String toml = "[sync]\nstore = \"file\"\n[file]\ndirectory = \"" + folder.resolve("store") + "\"\n";

        assertRoundTrip(node(toml).start(), node(toml).start());
    }

    @Test
    void aDatabaseOfItsOwnKeepsWhatWasSavedWhenTheNodeIsKilled() throws Exception {
        String toml = "[sync]\nstore = \"jdbc\"\n[jdbc]\nurl = \"jdbc:h2:file:" + folder.resolve("artifacts")
                + "\"\nusername = \"trunkline\"\npassword = \"$env{DB_PASSWORD}\"\n";
        ApimHost node = node(toml).environment("DB_PASSWORD", PASSWORD).start();
        assertRoundTrip(node, node);
        node.close();

        ApimHost again = node(toml).environment("DB_PASSWORD", PASSWORD).start();

        assertEquals(List.of(PIZZA.document()), again.retrieveAll(LABEL));
        assertFalse(hosts.logs().contains(PASSWORD), "the password is in a log");
    }

    @Test
    void aDatabaseIsSharedByADataSourceOfTheHostAndByAUrl() throws Exception {
        try (EmbeddedPostgres server = startPostgreSql()) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            ApimHost publisher = node("[sync]\nstore = \"jdbc\"\n[jdbc]\ndata_source = \"jdbc/WSO2AM_DB\"\n")
                    .launch();
            publisher.bindDataSource("jdbc/WSO2AM_DB", url, "postgres", PASSWORD);
            publisher.install(ApimHost.DROPIN);
            publisher.configure();
            publisher.awaitBinding();
            ApimHost gateway = node("[sync]\nstore = \"jdbc\"\n[jdbc]\nurl = \"" + url
                            + "\"\nusername = \"postgres\"\npassword = \"$env{DB_PASSWORD}\"\n")
                    .environment("DB_PASSWORD", PASSWORD)
                    .start();

            assertRoundTrip(publisher, gateway);

            assertFalse(hosts.logs().contains(PASSWORD), "the password is in a log");
        }
    }

    private static EmbeddedPostgres startPostgreSql() {
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("target/postgres"))
                    .setDataDirectory(new File("target/postgres-data"))
                    .setCleanDataDirectory(true)
                    .start();
        } catch (IOException | RuntimeException e) {
            throw new TestAbortedException("no PostgreSQL starts here: " + e, e);
        }
    }

    @Test
    void aDataSourceThatTheHostDoesNotHaveIsNamed() throws Exception {
        ApimHost node = node("[sync]\nstore = \"jdbc\"\n[jdbc]\ndata_source = \"jdbc/NoSuchDB\"\n")
                .start();

        HostException refused = assertThrows(HostException.class, () -> node.save(PIZZA.document(), LABEL, "Publish"));

        assertTrue(refused.type().endsWith(".ArtifactSynchronizerException"), refused::toString);
        assertTrue(refused.getMessage().contains("jdbc/NoSuchDB"), refused::getMessage);
        assertTrue(node.isAlive());
    }
}
