package org.trunkline.itests.apim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.trunkline.github.fake.FakeRequest;
import org.trunkline.github.fake.Fault;

/** Publishers and gateways of API Manager 3.2.0 with the drop-in, and GitHub between them. */
class GitHubRoundTripIT {

    private static final String VERSION = "6.7.206";
    private static final String LABEL = "Production and Sandbox";
    private static final String EDGE = "edge";
    private static final Api PIZZA = new Api("0a1b2c3d-pizza", "PizzaShack");
    private static final Api SUSHI = new Api("4e5f6a7b-sushi", "Sushi");

    @RegisterExtension
    final GitHub gitHub = new GitHub();

    @RegisterExtension
    final Hosts hosts = new Hosts();

    @AfterEach
    void noHostHasLoggedTheToken() throws Exception {
        assertFalse(hosts.logs().contains(GitHub.TOKEN), "the token is in a log");
    }

    private ApimHost publisher() throws Exception {
        return talkative().savesWith("TrunklineSaver");
    }

    private ApimHost gateway(String... labels) throws Exception {
        return talkative().retrievesWith("TrunklineRetriever", labels);
    }

    /** A host that logs whatever it can, for the sake of the token that must not be there. */
    private ApimHost talkative() throws Exception {
        return gitHub.keepsArtifactsOf(hosts.create(VERSION))
                .option("-Dorg.ops4j.pax.logging.DefaultServiceLog.level=DEBUG");
    }

    @Test
    void everyGatewayRetrievesWhatThePublisherSaved() throws Exception {
        ApimHost publisher = publisher().option("-Dfile.encoding=ISO-8859-1").start();
        String pizza = publisher.written(PIZZA.document());
        String sushi = publisher.written(SUSHI.document());
        publisher.save(pizza, LABEL, "Publish");
        publisher.save(pizza, EDGE, "Publish");
        publisher.save(sushi, LABEL, "Publish");

        ApimHost first = gateway(LABEL).start();
        ApimHost second = gateway(EDGE).option("-Dfile.encoding=ISO-8859-1").start();

        assertEquals(pizza, first.retrieve(PIZZA.id(), LABEL, "Publish"));
        assertEquals(pizza, first.retrieve(PIZZA.id(), LABEL, "ANY"));
        assertEquals(Set.of(pizza, sushi), Set.copyOf(first.retrieveAll(LABEL)));
        assertEquals(pizza, second.retrieve(PIZZA.id(), EDGE, "Publish"));
        assertEquals(List.of(pizza), second.retrieveAll(EDGE));
        assertEquals("", second.retrieve(SUSHI.id(), EDGE, "Publish"));
        assertEquals(List.of(), first.retrieveAll("a label without APIs"));
    }

    @Test
    void aGatewayThatRunsRetrievesWhatIsSavedLater() throws Exception {
        ApimHost gateway = gateway(LABEL).start();
        assertEquals(List.of(), gateway.retrieveAll(LABEL));

        publisher().start().save(PIZZA.document(), LABEL, "Publish");

        assertEquals(PIZZA.document(), gateway.retrieve(PIZZA.id(), LABEL, "Publish"));
        assertEquals(List.of(PIZZA.document()), gateway.retrieveAll(LABEL));
    }

    @Test
    void aRemovalCanBeRetrievedAndIsNotAmongAll() throws Exception {
        ApimHost publisher = publisher().start();
        publisher.save(PIZZA.document(), LABEL, "Publish");
        publisher.save(SUSHI.document(), LABEL, "Publish");
        publisher.save(PIZZA.tombstone(), LABEL, "Remove");

        ApimHost gateway = gateway(LABEL).start();

        assertEquals(PIZZA.tombstone(), gateway.retrieve(PIZZA.id(), LABEL, "ANY"));
        assertEquals("", gateway.retrieve(PIZZA.id(), LABEL, "Publish"));
        assertEquals(List.of(SUSHI.document()), gateway.retrieveAll(LABEL));
    }

    @Test
    void anApiIsPublishedAsLongAsOneLabelHasIt() throws Exception {
        ApimHost publisher = publisher().start();
        assertFalse(publisher.isPublished(PIZZA.id()));

        publisher.save(PIZZA.document(), LABEL, "Publish");
        publisher.save(PIZZA.document(), EDGE, "Publish");
        publisher.save(PIZZA.tombstone(), LABEL, "Remove");
        assertTrue(publisher.isPublished(PIZZA.id()));

        publisher.save(PIZZA.tombstone(), EDGE, "Remove");
        assertFalse(publisher.isPublished(PIZZA.id()));
    }

    @Test
    void theAttributesNameALabelOfTheGateway() throws Exception {
        ApimHost publisher = publisher().start();
        publisher.save(PIZZA.document(), LABEL, "Publish");
        publisher.save(PIZZA.document(), EDGE, "Publish");

        ApimHost gateway = gateway(EDGE).start();

        var attributes = gateway.attributes(PIZZA.name(), Api.VERSION, Api.TENANT);
        assertEquals(PIZZA.id(), attributes.get("apiId"));
        assertEquals(EDGE, attributes.get("label"));
        assertNull(gateway.attributes("Unknown", Api.VERSION, Api.TENANT).get("label"));
    }

    @Test
    void whatTheFormerSynchronizerWroteIsServedUnderItsNamesAndSettings() throws Exception {
        gitHub.formerSave(PIZZA, PIZZA.document(), LABEL, "Publish");
        gitHub.formerSave(SUSHI, SUSHI.document(), LABEL, "Publish");
        gitHub.formerSave(SUSHI, SUSHI.tombstone(), LABEL, "Remove");
        ApimHost node = gitHub.fast(hosts.create(VERSION))
                .savesWith("GHSynchronizerSaver")
                .retrievesWith("GHSynchronizerRetriever", LABEL)
                .option("-DGitHubAccessToken=" + GitHub.TOKEN)
                .option("-DGitHubOwner=acme")
                .option("-DGitHubRepo=artifacts")
                .start();

        assertEquals(List.of("saver GHSynchronizerSaver", "retriever GHSynchronizerRetriever"), node.services());
        assertEquals(List.of(PIZZA.document()), node.retrieveAll(LABEL));
        assertEquals(SUSHI.tombstone(), node.retrieve(SUSHI.id(), LABEL, "ANY"));
        assertTrue(node.isPublished(PIZZA.id()));

        node.save(PIZZA.tombstone(), LABEL, "Remove");
        node.save(SUSHI.document(), LABEL, "Publish");

        assertEquals(List.of(SUSHI.document()), node.retrieveAll(LABEL));
        assertFalse(node.isPublished(PIZZA.id()));
        assertTrue(node.log().contains("GitHubAccessToken"), "the operator is told where the token should be");
    }

    @Test
    void manyRetrievalsAtOnceEachGetTheirOwn() throws Exception {
        ApimHost publisher = publisher().start();
        List<Api> apis = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            apis.add(new Api("id-" + i, "Api" + i));
            publisher.save(apis.get(i).document(), LABEL, "Publish");
        }
        ApimHost gateway = gateway(LABEL).start();

        ExecutorService events = Executors.newFixedThreadPool(20);
        try {
            List<Future<String>> retrieved = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                for (Api api : apis) {
                    retrieved.add(events.submit(() -> gateway.retrieve(api.id(), LABEL, "Publish")));
                }
            }
            for (int i = 0; i < retrieved.size(); i++) {
                assertEquals(
                        apis.get(i % apis.size()).document(), retrieved.get(i).get());
            }
        } finally {
            events.shutdownNow();
        }
    }

    @Test
    void aSaveThatGitHubRefusesTellsThePublisherWhatToDo() throws Exception {
        ApimHost publisher = publisher().start();
        publisher.save(PIZZA.document(), LABEL, "Publish");
        gitHub.fake().faults().atRandom(1, 1, List.of(Fault.badCredentials()));

        HostException refused =
                assertThrows(HostException.class, () -> publisher.save(SUSHI.document(), LABEL, "Publish"));

        assertSynchronizerException(refused);
        assertTrue(refused.getMessage().contains("401"), refused::getMessage);
        assertTrue(refused.getMessage().contains("token"), refused::getMessage);
        gitHub.fake().faults().off();
        assertEquals(PIZZA.document(), gateway(LABEL).start().retrieve(PIZZA.id(), LABEL, "Publish"));
    }

    @Test
    void aSaveWhileGitHubIsAwayFailsAndTheNextOneSucceeds() throws Exception {
        ApimHost publisher = publisher().start();
        publisher.save(PIZZA.document(), LABEL, "Publish");
        gitHub.fake().faults().atRandom(1, 1, List.of(Fault.serverError(503)));

        HostException away =
                assertThrows(HostException.class, () -> publisher.save(SUSHI.document(), LABEL, "Publish"));
        gitHub.fake().faults().off();
        publisher.save(SUSHI.document(), LABEL, "Publish");

        assertSynchronizerException(away);
        assertTrue(away.getMessage().contains("503"), away::getMessage);
        assertEquals(
                Set.of(PIZZA.document(), SUSHI.document()),
                Set.copyOf(gateway(LABEL).start().retrieveAll(LABEL)));
    }

    @Test
    void aHostThatStartsWhileGitHubIsAwayWorksOnceItIsBack() throws Exception {
        gitHub.fake().faults().atRandom(1, 1, List.of(Fault.serverError(503)));
        ApimHost publisher = publisher().start();
        Await.until(
                "the publisher has asked GitHub",
                () -> !gitHub.fake().requests().isEmpty());
        gitHub.fake().faults().off();

        publisher.save(PIZZA.document(), LABEL, "Publish");

        assertEquals(List.of(PIZZA.document()), gateway(LABEL).start().retrieveAll(LABEL));
    }

    @Test
    void aStoppedDropinLeavesNoThread() throws Exception {
        ApimHost node = publisher().retrievesWith("TrunklineRetriever", LABEL).launch();
        node.configure();
        List<String> before = node.threads();
        // the libraries' own, which nobody can end: they go after a minute without use
        before.addAll(List.of("Okio Watchdog", "OkHttp TaskRunner"));
        node.install(ApimHost.DROPIN);
        node.awaitBinding();
        node.save(PIZZA.document(), LABEL, "Publish");
        node.retrieveAll(LABEL);

        node.stopDropin();

        assertEquals(List.of(), node.services());
        node.awaitEndOfThreads(before);
    }

    @Test
    void theTokenGoesToTheApiOnly() throws Exception {
        publisher().start().save(PIZZA.document(), LABEL, "Publish");
        gateway(LABEL).start().retrieveAll(LABEL);

        assertEquals(List.of(), gitHub.fake().leaks());
        for (FakeRequest request : gitHub.fake().requests()) {
            assertFalse(request.toString().contains(GitHub.TOKEN), "the token is in an address");
        }
    }

    private static void assertSynchronizerException(HostException thrown) {
        assertEquals(
                "org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException",
                thrown.type());
    }
}
