package org.trunkline.itests.apim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the drop-in offers what, and that it comes and goes without a trace. */
class DropinIT {

    private static final String LABEL = "Production and Sandbox";
    private static final List<String> BOTH = List.of("saver TrunklineSaver", "retriever TrunklineRetriever");
    private static final Api PIZZA = new Api("0a1b2c3d-pizza", "PizzaShack");

    @RegisterExtension
    final Hosts hosts = new Hosts();

    @TempDir
    Path folder;

    private ApimHost node(String version) throws Exception {
        return hosts.create(version)
                .environment("TRUNKLINE_SYNC_STORE", "file")
                .environment("TRUNKLINE_FILE_DIRECTORY", folder.resolve("store").toString())
                .savesWith("TrunklineSaver")
                .retrievesWith("TrunklineRetriever", LABEL);
    }

    @Test
    void nothingIsRegisteredBeforeTheConfigurationServiceIs() throws Exception {
        ApimHost node = node("6.7.206").launch();
        node.install(ApimHost.DROPIN);
        assertEquals(List.of(), node.services());

        node.configure();
        node.awaitBinding();

        assertEquals(BOTH, node.services());
        assertEquals("TrunklineSaver", node.callSaver("getName"));
        assertEquals("TrunklineRetriever", node.callRetriever("getName"));
    }

    @Test
    void itCanBeInstalledIntoAHostThatRuns() throws Exception {
        ApimHost node = node("6.7.206").launch();
        node.configure();
        node.install(ApimHost.DROPIN);
        node.awaitBinding();

        assertEquals(BOTH, node.services());
        node.save(PIZZA.document(), LABEL, "Publish");
    }

    @Test
    void theServicesGoWithTheConfigurationAndComeAgainWithIt() throws Exception {
        ApimHost node = node("6.7.206").start();
        node.save(PIZZA.document(), LABEL, "Publish");

        node.withdrawConfiguration();
        node.awaitBinding();
        assertEquals(List.of(), node.services());

        node.configure();
        node.awaitBinding();
        assertEquals(BOTH, node.services());
        assertEquals(PIZZA.document(), node.retrieve(PIZZA.id(), LABEL, "Publish"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.7.206", "9.28.116"})
    void nothingIsRegisteredForOtherNames(String version) throws Exception {
        ApimHost node = node(version)
                .savesWith("DBSaver")
                .retrievesWith("DBRetriever", LABEL)
                .start();

        assertEquals(List.of(), node.services());
        assertTrue(node.log().contains("DBSaver"), "the operator is told why");
    }

    @Test
    void aNodeGetsOnlyTheServiceThatItIsConfiguredFor() throws Exception {
        assertEquals(
                List.of("retriever TrunklineRetriever"),
                node("6.7.206").savesWith(null).start().services());
        assertEquals(
                List.of("saver TrunklineSaver"),
                node("6.7.206").retrievesWith(null).start().services());
    }

    @Test
    void aStoppedDropinLeavesNothingAndCanBeStartedAgain() throws Exception {
        ApimHost node = node("6.7.206")
                .environment("TRUNKLINE_SYNC_STORE", "jdbc")
                .environment("TRUNKLINE_JDBC_URL", "jdbc:h2:file:" + folder.resolve("artifacts"))
                .launch();
        node.configure();
        List<String> before = node.threads();
        node.install(ApimHost.DROPIN);
        node.awaitBinding();
        node.save(PIZZA.document(), LABEL, "Publish");
        node.retrieveAll(LABEL);

        node.stopDropin();
        node.awaitBinding();

        assertEquals(List.of(), node.services());
        node.awaitEndOfThreads(before);
        node.startDropin();
        node.awaitBinding();
        assertEquals(PIZZA.document(), node.retrieve(PIZZA.id(), LABEL, "Publish"));
    }

    @Test
    void aMistakeInTheSettingsIsOneMessageAndTheHostLives() throws Exception {
        ApimHost node = hosts.create("6.7.206")
                .settings("[sync]\nstore = \"github\"\n[github]\nrepositry = \"acme/artifacts\"\n")
                .savesWith("TrunklineSaver")
                .retrievesWith("TrunklineRetriever", LABEL)
                .start();

        HostException refused = assertThrows(HostException.class, () -> node.save(PIZZA.document(), LABEL, "Publish"));

        assertTrue(refused.type().endsWith(".ArtifactSynchronizerException"), refused::toString);
        assertTrue(refused.getMessage().contains("repositry"), refused::getMessage);
        assertTrue(node.isAlive());
        List<String> errors =
                node.log().lines().filter(line -> line.contains("ERROR")).toList();
        assertEquals(1, errors.size(), () -> String.join("\n", errors));
        assertTrue(errors.get(0).contains("repositry") && errors.get(0).contains("trunkline.toml"), errors.get(0));
    }
}
