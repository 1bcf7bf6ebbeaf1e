package org.trunkline.gateway.internal.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.gateway.DeployedApi;
import org.trunkline.gateway.internal.TestGateway;
import org.trunkline.gateway.internal.testing.BackEndServer;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

/** The samples of the distribution, which are documents as WSO2's publisher writes them. */
class SamplesAreServedTest {

    private static final Path SAMPLES = Path.of("../../distribution/src/samples");

    private static final String[] HANDLERS = Stream.of(
                    "common.APIMgtLatencyStatsHandler",
                    "security.CORSRequestHandler",
                    "security.APIAuthenticationHandler",
                    "throttling.ThrottleHandler",
                    "analytics.APIMgtUsageHandler",
                    "analytics.APIMgtGoogleAnalyticsTrackingHandler",
                    "analytics.APIMgtResponseHandler")
            .map("org.wso2.carbon.apimgt.gateway.handlers."::concat)
            .toArray(String[]::new);

    @TempDir
    Path cache;

    private static ArtifactBody sample(String file, BackEndServer backEnd) throws Exception {
        return ArtifactBody.of(Files.readString(SAMPLES.resolve(file))
                .replace("http://127.0.0.1:9090", backEnd.address().toString()));
    }

    @Test
    void allOfThemDeployAndNothingOfThemIsMissing() throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.walk(SAMPLES)) {
            files = found.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertTrue(files.size() >= 5, files::toString);
        try (InMemoryArtifactStore store = new InMemoryArtifactStore();
                TestGateway gateway = new TestGateway(store, cache, Map.of(), Map.of("ignore_handlers", HANDLERS))) {
            for (Path file : files) {
                gateway.publish(ArtifactBody.of(Files.readAllBytes(file)));

                assertEquals(List.of(), gateway.status().failures(), file::toString);
                for (DeployedApi api : gateway.status().apis()) {
                    assertEquals(List.of(), api.notPreviewed(), file::toString);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pizza-shop-1.0.0.json, /pizza/1.0.0/menu, 200",
        "updates/pizza-shop-1.0.0.json, /pizza/1.0.0/menu, 200",
        "weather-2.1.0.json, /weather/2.1.0/forecasts/Z%C3%BCrich, 200",
        "library-1.2.0.json, /t/acme.example/library/1.2.0/books/978-3, 200",
        "warehouse-0.9.0.json, /warehouse/0.9.0/stock, 200",
        "timetable-3.0.0.json, /timetable/3.0.0/departures, 503"
    })
    void eachAnswers(String file, String path, int status) throws Exception {
        try (BackEndServer backEnd = new BackEndServer();
                InMemoryArtifactStore store = new InMemoryArtifactStore();
                TestGateway gateway = new TestGateway(store, cache, Map.of(), Map.of("ignore_handlers", HANDLERS))) {
            gateway.publish(sample(file, backEnd));

            HttpResponse<String> response = gateway.get(path);

            assertEquals(status, response.statusCode(), response::body);
            assertEquals(status == 200 ? 1 : 0, backEnd.count());
        }
    }
}
