package org.trunkline.itests.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.document.GatewayDocument;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/** Which savers and retrievers there are follows from the configuration alone. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SyncServicesIT {

    private static final String SYNC = "org.trunkline.sync";
    private static final String PUBLISHER = "org.trunkline.sync.publisher";
    private static final String RETRIEVER = "org.trunkline.sync.gateway";
    private static final String STORE = "org.trunkline.store.jdbc";

    private static final String LABEL = "Production and Sandbox";
    private static final String PASSWORD = "not-to-be-seen";

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    private final List<Bundle> thirdParties = new ArrayList<>();
    private Framework framework;

    @Configuration
    public static Option[] sync() {
        return new Option[] {
            Features.framework(List.of(Features.SERVER, Features.SYNC, Features.DATABASE, Features.STORE_JDBC))
        };
    }

    @Before
    public void startClean() {
        framework = new Framework(context, configurations);
        expectServices(List.of(), List.of());
    }

    @After
    public void endClean() throws Exception {
        for (Bundle bundle : thirdParties) {
            bundle.uninstall();
        }
        framework.deleteAllConfigurations(
                Set.of("LocalEvents", "PublisherComponent", "RetrieverComponent", "JdbcStoreComponent"));
        expectServices(List.of(), List.of());
    }

    @Test
    public void aConfigurationMakesExactlyTheConfiguredSaverAndRetrieverAppear() throws Exception {
        configureStore();
        framework.configure(PUBLISHER, Map.of("artifact.saver", "DBSaver"));
        framework.configure(RETRIEVER, retriever("TrunklineRetriever"));

        expectServices(List.of("DBSaver"), List.of("TrunklineRetriever"));
    }

    @Test
    public void withoutTheStoreThatIsConfiguredThereIsNone() throws Exception {
        configureStore();
        framework.configure(SYNC, Map.of("store", "elsewhere"));
        framework.configure(PUBLISHER, Map.of("artifact.saver", "DBSaver"));
        framework.configure(RETRIEVER, retriever("DBRetriever"));
        expectServices(List.of(), List.of());

        framework.configure(SYNC, Map.of("store", "jdbc"));

        expectServices(List.of("DBSaver"), List.of("DBRetriever"));
    }

    @Test
    public void aChangedConfigurationReplacesThem() throws Exception {
        configureStore();
        framework.configure(PUBLISHER, Map.of("artifact.saver", "DBSaver"));
        framework.configure(RETRIEVER, retriever("DBRetriever"));
        expectServices(List.of("DBSaver"), List.of("DBRetriever"));

        framework.configure(PUBLISHER, Map.of("artifact.saver", "TrunklineSaver"));
        framework.configure(RETRIEVER, retriever("TrunklineRetriever"));

        expectServices(List.of("TrunklineSaver"), List.of("TrunklineRetriever"));
    }

    @Test
    public void aConfigurationThatGoesTakesThemWithIt() throws Exception {
        configureStore();
        framework.configure(PUBLISHER, Map.of());
        framework.configure(RETRIEVER, retriever("DBRetriever"));
        expectServices(List.of("DBSaver"), List.of("DBRetriever"));

        framework.delete(PUBLISHER);
        expectServices(List.of(), List.of("DBRetriever"));
        framework.delete(RETRIEVER);
        expectServices(List.of(), List.of());
    }

    @Test
    public void aThirdPartysServicesAreUsedWhenTheyAreNamed() throws Exception {
        framework.configure(SYNC, Map.of());
        framework.configure(PUBLISHER, Map.of("artifact.saver", "AcmeSaver"));
        framework.configure(RETRIEVER, retriever("AcmeRetriever"));
        expectServices(List.of(), List.of());

        startThirdParty("AcmeSaver", "AcmeRetriever");

        ArtifactSink sink = framework.only(ArtifactSink.class);
        ArtifactSource source = framework.only(ArtifactSource.class);
        assertEquals("AcmeSaver", sink.name());
        assertEquals("AcmeRetriever", source.name());
        String document = document("a1", "/menu");
        sink.publish(List.of(write("a1", document)));
        try (ArtifactFetch fetch = source.fetch(Set.of(LABEL), Optional.empty())) {
            assertEquals(document, fetch.next().orElseThrow().artifact().body().asText());
        }
    }

    @Test
    public void aThirdPartysSaverUnderOurNameWinsWhileItIsThere() throws Exception {
        configureStore();
        framework.configure(PUBLISHER, Map.of("artifact.saver", "DBSaver"));
        ArtifactSink ours = framework.only(ArtifactSink.class);

        Bundle thirdParty = startThirdParty("DBSaver", "AcmeRetriever");

        Framework.await(
                () -> !framework.services(ArtifactSink.class).isEmpty()
                        && !framework.services(ArtifactSink.class).contains(ours),
                () -> "the third party's sink alone");
        framework.only(ArtifactSink.class).publish(List.of(write("a1", document("a1", "/menu"))));
        assertTrue(framework.only(ArtifactSaver.class).isAPIPublished("a1"));

        thirdParty.stop();

        assertFalse(framework.only(ArtifactSaver.class).isAPIPublished("a1"));
    }

    @Test
    public void aThirdPartysSaverIsLeftAloneWhenItIsNotNamed() throws Exception {
        configureStore();
        framework.configure(PUBLISHER, Map.of("artifact.saver", "DBSaver"));
        startThirdParty("AcmeSaver", "AcmeRetriever");

        Framework.await(() -> framework.services(ArtifactSaver.class).size() == 2, () -> "our saver and Acme's");
        assertEquals("DBSaver", framework.only(ArtifactSink.class).name());
    }

    @Test
    public void whatTheSaverStoresTheRetrieverFinds() throws Exception {
        configureStore();
        framework.configure(PUBLISHER, Map.of());
        framework.configure(RETRIEVER, retriever("DBRetriever"));
        ArtifactSaver saver = framework.only(ArtifactSaver.class);
        ArtifactRetriever retriever = framework.only(ArtifactRetriever.class);
        String menu = document("a1", "/käse");

        saver.saveArtifact(menu, LABEL, "Publish");
        saver.saveArtifact(document("a2", "/old"), LABEL, "Publish");
        saver.saveArtifact(document("a2", "/gone"), LABEL, "Remove");

        assertEquals(menu, retriever.retrieveArtifact("a1", LABEL, "Publish"));
        assertEquals(document("a2", "/gone"), retriever.retrieveArtifact("a2", LABEL, "ANY"));
        assertEquals(List.of(menu), retriever.retrieveAllArtifacts(LABEL));
        assertEquals(
                Map.of("apiId", "a1", "label", LABEL), retriever.retrieveAttributes("Pizza", "1.0.0", "carbon.super"));
        assertTrue(saver.isAPIPublished("a1"));
        assertFalse(saver.isAPIPublished("a2"));
    }

    @Test
    public void noServiceShowsASecretAmongItsProperties() throws Exception {
        configureStore();
        framework.configure(PUBLISHER, Map.of());
        framework.only(ArtifactSaver.class);

        List<String> leaks = new ArrayList<>();
        for (ServiceReference<?> service : context.getAllServiceReferences(null, null)) {
            Arrays.stream(service.getPropertyKeys())
                    .filter(key -> String.valueOf(service.getProperty(key)).contains(PASSWORD))
                    .forEach(key -> leaks.add(service + ": " + key));
        }
        assertEquals(List.of(), leaks);
    }

    private void configureStore() throws Exception {
        Path database = Path.of(
                System.getProperty("trunkline.itest.dir"),
                "databases",
                UUID.randomUUID().toString());
        framework.configure(SYNC, Map.of("store", "jdbc"));
        framework.configure(
                STORE,
                Map.of("type", "h2", "url", "jdbc:h2:" + database, "username", "trunkline", ".password", PASSWORD));
    }

    private static Map<String, Object> retriever(String name) {
        return Map.of("gateway.labels", new String[] {LABEL}, "artifact.retriever", name);
    }

    private Bundle startThirdParty(String saver, String retriever) throws Exception {
        Bundle bundle = AcmeBundle.start(context, saver, retriever);
        thirdParties.add(bundle);
        return bundle;
    }

    /** Savers and sinks go together, and so do retrievers and sources, as long as no third party comes. */
    private void expectServices(List<String> savers, List<String> retrievers) {
        Framework.await(
                () -> savers.equals(names(ArtifactSaver.class))
                        && savers.equals(names(ArtifactSink.class))
                        && retrievers.equals(names(ArtifactRetriever.class))
                        && retrievers.equals(names(ArtifactSource.class)),
                () -> "savers " + savers + " and retrievers " + retrievers + ", there are "
                        + names(ArtifactSaver.class) + ", sinks " + names(ArtifactSink.class) + ", retrievers "
                        + names(ArtifactRetriever.class) + ", sources " + names(ArtifactSource.class));
    }

    private List<String> names(Class<?> type) {
        return framework.references(type).stream()
                .map(service -> String.valueOf(service.getProperty("trunkline.name")))
                .sorted()
                .toList();
    }

    private static ArtifactWrite write(String apiId, String document) throws Exception {
        ArtifactBody body = ArtifactBody.of(document);
        return ArtifactWrite.of(
                ArtifactKey.synapse(LABEL, apiId),
                Instruction.PUBLISH,
                GatewayDocument.parse(body).identity(),
                body);
    }

    private static String document(String apiId, String resource) {
        return """
                {"name":"Pizza","version":"1.0.0","provider":"admin","tenantDomain":"carbon.super","apiId":"%s",
                "apiDefinition":"<api name='Pizza' context='/pizza'><resource methods='GET' url-mapping='%s'/></api>",
                "override":true}""".formatted(apiId, resource);
    }
}
