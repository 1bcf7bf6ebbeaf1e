package org.trunkline.itests.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.trunkline.server.Account;
import org.trunkline.server.Accounts;
import org.trunkline.server.Node;
import org.trunkline.server.Problem;
import org.trunkline.server.Role;

/** The management API behind the HTTP server that is shipped, on a node that has neither gateway nor store. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ManagementIT {

    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("vera:s3cret".getBytes(StandardCharsets.UTF_8));
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public static Option[] withoutAGateway() {
        return new Option[] {Features.framework(List.of(Features.SERVER, Features.SYNC, Features.MANAGEMENT))};
    }

    @Before
    public void configure() throws Exception {
        Dictionary<String, Object> first = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE));
        registrations.add(context.registerService(Accounts.class, new OneViewer(), first));
        registrations.add(context.registerService(Node.class, new PlainNode(), first));
        update("org.trunkline.rest", Map.of("max.body.size", 1000L));
        update(
                "org.apache.felix.http",
                Map.of(
                        "org.osgi.service.http.port",
                        "0",
                        "org.apache.felix.http.enable",
                        true,
                        "org.apache.felix.http.host",
                        "127.0.0.1",
                        "org.eclipse.jetty.UriComplianceMode",
                        "LEGACY"));
    }

    private void update(String pid, Map<String, Object> properties) throws IOException {
        configurations.getConfiguration(pid, "?").update(new Hashtable<>(properties));
    }

    @After
    public void forget() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    @Test
    public void answersThroughTheWhiteboard() throws Exception {
        assertEquals(200, await("/health/live").statusCode());

        HttpResponse<String> status = get("/api/v1/status");
        HttpResponse<String> metrics = get("/metrics");
        HttpResponse<String> gateway = get("/api/v1/gateway");
        HttpResponse<String> encoded = get("/api/v1/artifacts/a%2Fb");
        HttpResponse<String> head = get("/api/v1/store/head");
        HttpResponse<String> openApi = get("/api/v1/openapi.json");

        assertEquals(status.body(), 200, status.statusCode());
        assertTrue(status.body(), status.body().contains("\"ready\": true"));
        assertTrue(status.body(), status.body().contains("\"name\": \"parts\""));
        assertTrue(metrics.body(), metrics.body().contains("jvm_memory_used_bytes"));
        assertEquals(gateway.body(), 409, gateway.statusCode());
        assertEquals(encoded.body(), 503, encoded.statusCode());
        assertTrue(encoded.body(), encoded.body().contains("No artifact store"));
        assertEquals(head.body(), 503, head.statusCode());
        assertTrue(openApi.body(), openApi.body().contains("\"openapi\": \"3.1.0\""));
    }

    private HttpResponse<String> await(String path) throws Exception {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                HttpResponse<String> response = get(path);
                if (response.statusCode() == 200 || System.nanoTime() > end) {
                    return response;
                }
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            Thread.onSpinWait();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint() + path))
                .header("Authorization", AUTHORIZATION)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Where the server listens: it chose a free port and says which as a property of its service. */
    private String endpoint() throws IOException {
        ServiceReference<?> runtime =
                context.getServiceReference("org.osgi.service.servlet.runtime.HttpServiceRuntime");
        Object endpoints = runtime == null ? null : runtime.getProperty("osgi.http.endpoint");
        String text =
                endpoints instanceof String[] ? String.join(" ", (String[]) endpoints) : String.valueOf(endpoints);
        return Arrays.stream(text.replaceAll("[\\[\\],]", " ").split(" +"))
                .filter(address -> address.startsWith("http://127.0.0.1:"))
                .map(address -> address.replaceAll("/$", ""))
                .findFirst()
                .orElseThrow(() -> new IOException("The HTTP server does not listen yet: " + text));
    }

    private static final class OneViewer implements Accounts {

        private final Account vera = new Account("vera", Set.of(Role.VIEWER));

        @Override
        public Optional<Account> authenticate(String name, char[] password, String client) {
            return name.equals("vera") && new String(password).equals("s3cret") ? Optional.of(vera) : Optional.empty();
        }

        @Override
        public List<Account> list() {
            return List.of(vera);
        }

        @Override
        public Account add(String name, char[] password, Set<Role> roles) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void changePassword(String name, char[] password) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void remove(String name) {
            throw new AssertionError("not asked for here");
        }
    }

    private static final class PlainNode implements Node {

        @Override
        public String name() {
            return "node";
        }

        @Override
        public String version() {
            return "0.1.0";
        }

        @Override
        public String profile() {
            return "publisher";
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public URI managementAddress() {
            return URI.create("https://localhost:9443");
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }
}
