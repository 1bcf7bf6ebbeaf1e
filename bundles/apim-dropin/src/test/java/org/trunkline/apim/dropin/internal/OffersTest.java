package org.trunkline.apim.dropin.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.osgi.launch.EquinoxFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.apim.dropin.internal.settings.SettingsReader;
import org.trunkline.apim.dropin.internal.store.DeferredStore;
import org.trunkline.apim.dropin.internal.store.StoreFactory;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.carbon.internal.own.StoreArtifactSaver;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/** On the framework of API Manager 3.2.0, with a configuration service that comes and goes. */
class OffersTest {

    /** Stands for the host's configuration service; what it says is in the fields. */
    private interface Configuration {}

    private static final String CONFIGURATION = Configuration.class.getName();
    private static final String DOCUMENT =
            "{\"name\":\"A\",\"version\":\"1\",\"provider\":\"admin\",\"tenantDomain\":\"carbon.super\",\"apiId\":\"a-1\","
                    + "\"apiDefinition\":\"<api/>\",\"override\":true}";

    private static Framework framework;

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Optional<String> saver = Optional.empty();
    private Optional<String> retriever = Optional.empty();
    private Set<String> labels = Set.of("Default");
    private final List<ServiceRegistration<?>> configurations = new ArrayList<>();
    private boolean bindsAnySaver;
    private ServiceTracker<Object, Offer> tracker;

    @BeforeAll
    static void startFramework(@TempDir Path storage) throws Exception {
        framework = new EquinoxFactory().newFramework(Map.of("org.osgi.framework.storage", storage.toString()));
        framework.start();
    }

    @AfterAll
    static void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @BeforeEach
    void configure() {
        environment.put("TRUNKLINE_SYNC_STORE", "file");
        environment.put("TRUNKLINE_FILE_DIRECTORY", "artifacts");
    }

    @AfterEach
    void withdraw() {
        tracker.close();
        configurations.forEach(ServiceRegistration::unregister);
    }

    private SettingsReader reader() {
        return new SettingsReader(home, home.resolve("trunkline.toml"), environment, new Properties());
    }

    private void startDropIn() {
        HostTracker customizer = new HostTracker(context(), any -> host(), new Offers(context(), reader()));
        tracker = new ServiceTracker<>(context(), CONFIGURATION, customizer);
        tracker.open();
    }

    private HostSettings host() {
        return new HostSettings(saver, retriever, labels, Duration.ofSeconds(1), Duration.ofMillis(1), bindsAnySaver);
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    private ServiceRegistration<?> hostComesUp() {
        ServiceRegistration<?> configuration =
                context().registerService(CONFIGURATION, new Configuration() {}, new Hashtable<>());
        configurations.add(configuration);
        return configuration;
    }

    private void goesDown(ServiceRegistration<?> configuration) {
        configurations.remove(configuration);
        configuration.unregister();
    }

    private void saves(String name) {
        saver = Optional.of(name);
    }

    private void retrieves(String name) {
        retriever = Optional.of(name);
    }

    private List<ArtifactSaver> savers() throws Exception {
        return services(ArtifactSaver.class);
    }

    private List<ArtifactRetriever> retrievers() throws Exception {
        return services(ArtifactRetriever.class);
    }

    private <T> List<T> services(Class<T> type) throws Exception {
        ServiceReference<?>[] found = context().getAllServiceReferences(type.getName(), null);
        return Stream.ofNullable(found)
                .flatMap(Arrays::stream)
                .map(reference -> type.cast(context().getService(reference)))
                .collect(Collectors.toList());
    }

    @Test
    void nothingIsThereBeforeTheHostsConfigurationAndAllGoesWithIt() throws Exception {
        saves("TrunklineSaver");
        retrieves("TrunklineRetriever");
        startDropIn();
        assertEquals(List.of(), savers());
        assertEquals(List.of(), retrievers());

        ServiceRegistration<?> configuration = hostComesUp();
        assertEquals(List.of("TrunklineSaver"), names(savers()));
        assertEquals("TrunklineRetriever", retrievers().get(0).getName());

        goesDown(configuration);
        assertEquals(List.of(), savers());
        assertEquals(List.of(), retrievers());

        hostComesUp();
        assertEquals(1, savers().size());
    }

    @Test
    void whatIsSavedIsRetrieved() throws Exception {
        saves("TrunklineSaver");
        retrieves("TrunklineRetriever");
        hostComesUp();
        startDropIn();

        savers().get(0).saveArtifact(DOCUMENT, "Default", "Publish");

        assertEquals(List.of(DOCUMENT), retrievers().get(0).retrieveAllArtifacts("Default"));
        assertTrue(savers().get(0).isAPIPublished("a-1"));
    }

    @Test
    void onlyOneOfAKindIsThereAlthoughTwoConfigurationsAre() throws Exception {
        saves("TrunklineSaver");
        startDropIn();

        hostComesUp();
        hostComesUp();

        assertEquals(1, savers().size());
    }

    @ParameterizedTest
    @CsvSource({
        "TrunklineSaver, TrunklineRetriever, 1, 1",
        "GHSynchronizerSaver, GHSynchronizerRetriever, 1, 1",
        "TrunklineSaver, DBRetriever, 1, 0",
        "DBSaver, TrunklineRetriever, 0, 1",
        "DBSaver, DBRetriever, 0, 0",
        "S3Saver, trunklineretriever, 0, 0"
    })
    void onlyNamesOfOursAreServed(String saverName, String retrieverName, int savers, int retrievers) throws Exception {
        saves(saverName);
        retrieves(retrieverName);
        startDropIn();
        hostComesUp();

        assertEquals(savers == 0 ? List.of() : List.of(saverName), names(savers()));
        assertEquals(retrievers, retrievers().size());
    }

    @Test
    void aHostThatBindsEverySaverGetsOneOnlyWhenAskedFor() throws Exception {
        bindsAnySaver = true;
        saves("TrunklineSaver");
        startDropIn();
        ServiceRegistration<?> configuration = hostComesUp();
        assertEquals(List.of(), savers());

        goesDown(configuration);
        environment.put("TRUNKLINE_SYNC_SAVER", "true");
        tracker.close();
        startDropIn();
        hostComesUp();
        assertEquals(List.of("TrunklineSaver"), names(savers()));
    }

    @Test
    void aRevisionArchiveIsKeptWithoutALabel() throws Exception {
        bindsAnySaver = true;
        environment.put("TRUNKLINE_SYNC_SAVER", "true");
        retrieves("TrunklineRetriever");
        startDropIn();
        hostComesUp();
        Path archive = Files.write(home.resolve("revision.zip"), new byte[] {'P', 'K', 3, 4});

        StoreArtifactSaver ours = (StoreArtifactSaver) savers().get(0);
        ours.saveArtifact("a-1", "A", "1", "revision-1", "carbon.super", archive.toFile());

        assertEquals(List.of(), retrievers().get(0).retrieveAllArtifacts("Default"));
        tracker.close();
        try (DeferredStore store = new DeferredStore(new StoreFactory().opening(reader().read(false)), "file")) {
            assertArrayEquals(
                    Files.readAllBytes(archive),
                    store.read(ArtifactKey.revisionArchive("a-1", "revision-1"))
                            .orElseThrow()
                            .body()
                            .toByteArray());
        }
    }

    @Test
    void wrongSettingsMakeServicesThatRefuseWithTheReason() throws Exception {
        environment.put("TRUNKLINE_SYNC_STORE", "githbu");
        saves("TrunklineSaver");
        retrieves("TrunklineRetriever");
        startDropIn();
        hostComesUp();

        ArtifactSaver ours = savers().get(0);
        ours.init();
        assertRefuses(() -> ours.saveArtifact(DOCUMENT, "Default", "Publish"));
        ArtifactRetriever fetching = retrievers().get(0);
        fetching.init();
        assertRefuses(() -> fetching.retrieveAllArtifacts("Default"));
        assertRefuses(() -> fetching.retrieveArtifact("a-1", "Default", "Publish"));
    }

    private static void assertRefuses(Executable call) {
        String message = assertThrows(ArtifactSynchronizerException.class, call).getMessage();
        assertTrue(message.contains("TRUNKLINE_SYNC_STORE"), message);
    }

    @Test
    void aGatewayWithoutLabelsGetsNoRetriever() throws Exception {
        labels = Set.of();
        retrieves("TrunklineRetriever");
        startDropIn();
        hostComesUp();

        assertEquals(List.of(), retrievers());
    }

    @Test
    void anErrorOfTheHostsOwnDoesNotComeBackToIt() throws Exception {
        HostTracker customizer = new HostTracker(
                context(),
                any -> {
                    throw new NoSuchMethodError("of another version");
                },
                new Offers(context(), reader()));
        tracker = new ServiceTracker<>(context(), CONFIGURATION, customizer);
        tracker.open();

        hostComesUp();

        assertEquals(List.of(), savers());
    }

    @Test
    void aWithdrawnSaverSaysThatItWasStopped() throws Exception {
        saves("TrunklineSaver");
        startDropIn();
        hostComesUp();
        ArtifactSaver ours = savers().get(0);

        tracker.close();

        String message = assertThrows(
                        ArtifactSynchronizerException.class, () -> ours.saveArtifact(DOCUMENT, "Default", "Publish"))
                .getMessage();
        assertTrue(message.contains("stopped"), message);
    }

    private static List<String> names(List<ArtifactSaver> savers) {
        return savers.stream().map(ArtifactSaver::getName).collect(Collectors.toList());
    }
}
