package org.trunkline.itests.apim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of API Manager 4.0 and 4.2, through the interfaces of those versions. */
class Apim4IT {

    private static final String LABEL = "Production and Sandbox";
    private static final String EDGE = "edge";
    private static final Api PIZZA = new Api("0a1b2c3d-pizza", "PizzaShack");
    private static final Api SUSHI = new Api("4e5f6a7b-sushi", "Sushi");
    private static final String REVISION = "8c9d0e1f-revision";

    @RegisterExtension
    final GitHub gitHub = new GitHub();

    @RegisterExtension
    final Hosts hosts = new Hosts();

    @TempDir
    Path folder;

    @AfterEach
    void noHostHasLoggedTheToken() throws Exception {
        assertFalse(hosts.logs().contains(GitHub.TOKEN), "the token is in a log");
    }

    /** As API Manager 4.x asks for them. */
    private static String labels(String... names) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("|", names).getBytes(StandardCharsets.UTF_8));
    }

    private ApimHost gateway(String version) throws Exception {
        return gitHub.keepsArtifactsOf(hosts.create(version))
                .retrievesWith("TrunklineRetriever", LABEL, EDGE)
                .start();
    }

    private ApimHost controlPlane(String version) throws Exception {
        return gitHub.keepsArtifactsOf(hosts.create(version))
                .environment("TRUNKLINE_SYNC_SAVER", "true")
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.174", "9.28.116"})
    void aGatewayRetrievesWhatWasSavedForItsLabels(String version) throws Exception {
        ApimHost publisher = gitHub.keepsArtifactsOf(hosts.create("6.7.206"))
                .savesWith("TrunklineSaver")
                .start();
        publisher.save(PIZZA.document(), LABEL, "Publish");
        publisher.save(PIZZA.document(), EDGE, "Publish");
        publisher.save(SUSHI.document(), EDGE, "Publish");
        publisher.save(new Api("other", "Other").document(), "another gateway", "Publish");

        ApimHost gateway = gateway(version);

        assertEquals(PIZZA.document(), gateway.callRetriever("retrieveArtifact", PIZZA.id(), labels(LABEL, EDGE)));
        assertEquals("", gateway.callRetriever("retrieveArtifact", SUSHI.id(), labels(LABEL)));
        assertEquals(
                Set.of(PIZZA.document(), SUSHI.document()),
                Set.copyOf(ApimHost.strings(
                        gateway.callRetriever("retrieveAllArtifacts", labels(LABEL, EDGE), Api.TENANT))));
        assertEquals(
                List.of(PIZZA.document()), gateway.callRetriever("retrieveAllArtifacts", labels(LABEL), Api.TENANT));
        assertEquals(List.of(), gateway.callRetriever("retrieveAllArtifacts", labels(LABEL), "another.tenant"));
        assertEquals(
                Map.of("apiId", SUSHI.id(), "label", EDGE), gateway.attributes(SUSHI.name(), Api.VERSION, Api.TENANT));

        publisher.save(PIZZA.tombstone(), LABEL, "Remove");
        publisher.save(PIZZA.tombstone(), EDGE, "Remove");

        assertEquals("", gateway.callRetriever("retrieveArtifact", PIZZA.id(), labels(LABEL, EDGE)));
        assertEquals(
                List.of(SUSHI.document()),
                gateway.callRetriever("retrieveAllArtifacts", labels(LABEL, EDGE), Api.TENANT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.174", "9.28.116"})
    void thereAreNoGatewayPolicies(String version) throws Exception {
        ApimHost gateway = gateway(version);

        assertEquals("", gateway.callRetriever("retrieveGatewayPolicyArtifacts", "a mapping"));
        assertEquals(List.of(), gateway.callRetriever("retrieveGatewayPolicyArtifacts", labels(LABEL), Api.TENANT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.174", "9.28.116"})
    void aLabelThatCannotBeReadIsTheCheckedException(String version) throws Exception {
        ApimHost gateway = gateway(version);

        HostException refused =
                assertThrows(HostException.class, () -> gateway.callRetriever("retrieveArtifact", PIZZA.id(), "%%%"));

        assertTrue(refused.type().endsWith(".ArtifactSynchronizerException"), refused::toString);
        assertTrue(refused.getMessage().contains("%%%"), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.174", "9.28.116"})
    void aSaverThatWasNotAskedForIsNotThere(String version) throws Exception {
        ApimHost controlPlane = gitHub.keepsArtifactsOf(hosts.create(version))
                .savesWith("TrunklineSaver")
                .start();

        assertEquals(List.of(), controlPlane.services());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.174", "9.28.116"})
    void theArchiveOfARevisionIsKeptUntilItIsRemoved(String version) throws Exception {
        ApimHost controlPlane = controlPlane(version);
        Path zip = Files.write(folder.resolve("PizzaShack-1.0.0.zip"), new byte[] {'P', 'K', 3, 4, -1, 0});

        controlPlane.callSaver(
                "saveArtifact", PIZZA.id(), PIZZA.name(), Api.VERSION, REVISION, Api.TENANT, zip.toString());

        assertEquals(1, archives("archives/").size());
        assertArrayEquals(Files.readAllBytes(zip), body(archives("archives/").get(0)));

        controlPlane.callSaver("removeArtifact", PIZZA.id(), PIZZA.name(), Api.VERSION, REVISION, Api.TENANT);

        assertEquals(List.of(), archives("archives/"));
        assertEquals(1, archives("removed-archives/").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.174", "9.28.116"})
    void theArchivesOfAnApiAreRemovedTogether(String version) throws Exception {
        ApimHost controlPlane = controlPlane(version);
        Path zip = Files.writeString(folder.resolve("revision.zip"), "PK");
        for (String revision : List.of("1", "2")) {
            controlPlane.callSaver(
                    "saveArtifact", PIZZA.id(), PIZZA.name(), Api.VERSION, revision, Api.TENANT, zip.toString());
        }

        controlPlane.callSaver("removeArtifact", PIZZA.id(), PIZZA.name(), Api.VERSION, Api.TENANT);

        assertEquals(List.of(), archives("archives/"));
        assertEquals(2, archives("removed-archives/").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0.174", "9.28.116"})
    void anArchiveIsNothingForAGateway(String version) throws Exception {
        Path zip = Files.writeString(folder.resolve("revision.zip"), "PK");
        controlPlane(version)
                .callSaver("saveArtifact", PIZZA.id(), PIZZA.name(), Api.VERSION, REVISION, Api.TENANT, zip.toString());

        ApimHost gateway = gateway(version);

        assertEquals(List.of(), gateway.callRetriever("retrieveAllArtifacts", labels(LABEL, EDGE), Api.TENANT));
        assertEquals("", gateway.callRetriever("retrieveArtifact", PIZZA.id(), labels(LABEL, EDGE)));
    }

    private List<String> archives(String below) {
        return gitHub.files().stream().filter(file -> file.startsWith(below)).toList();
    }

    /** What the envelope of an archive holds: lines of Base64. */
    private byte[] body(String file) {
        StringBuilder lines = new StringBuilder();
        gitHub.json(file).getAsJsonArray("body").forEach(line -> lines.append(line.getAsString()));
        return Base64.getDecoder().decode(lines.toString());
    }
}
