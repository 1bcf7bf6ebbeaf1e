package org.trunkline.cli.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.demo.Patience.Sight;

/**
 * The main job, end to end, on this machine: APIs are published on one node and served by two others. Each step waits for
 * what it promises to be seen from outside, and fails if it is not.
 */
final class Demo {

    private static final String PUBLIC_LABEL = "Production and Sandbox";
    private static final String INTERNAL_LABEL = "Internal";
    private static final String HANDLERS = "org.wso2.carbon.apimgt.gateway.handlers.";

    /** What WSO2's publisher puts into every API, and a preview cannot do: ask for tokens, count calls, and so on. */
    private static final List<String> IGNORED = List.of(
            HANDLERS + "common.APIMgtLatencyStatsHandler",
            HANDLERS + "security.CORSRequestHandler",
            HANDLERS + "security.APIAuthenticationHandler",
            HANDLERS + "throttling.ThrottleHandler",
            HANDLERS + "analytics.APIMgtUsageHandler",
            HANDLERS + "analytics.APIMgtGoogleAnalyticsTrackingHandler",
            HANDLERS + "analytics.APIMgtResponseHandler");

    private static final int NAMES_IN_A_LINE = 3;
    private static final Duration READERS_LIMIT = Duration.ofMinutes(1);

    private final DemoPlace place;
    private final Narration narration;
    private final BackEnd backEnd;
    private final DemoNode publisher;
    private final DemoGateway first;
    private final DemoGateway second;
    private final List<SampleApi> published = new ArrayList<>();

    /**
     * @param adminPassword the administrator's, on all three nodes
     */
    Demo(DemoPlace place, BackEnd backEnd, String adminPassword) {
        this.place = place;
        this.narration = place.narration();
        this.backEnd = backEnd;
        this.publisher =
                new DemoNode("publisher", "publisher", place, Map.of(DeploymentToml.ADMIN_PASSWORD, adminPassword));
        this.first = gateway("gateway-1", PUBLIC_LABEL, adminPassword);
        this.second = gateway("gateway-2", INTERNAL_LABEL, adminPassword);
    }

    private DemoGateway gateway(String name, String label, String adminPassword) {
        var secrets = Map.of(
                DeploymentToml.ADMIN_PASSWORD, adminPassword, DeploymentToml.STORE_PASSWORD, RandomPassword.next());
        return new DemoGateway(new DemoNode(name, DemoNode.GATEWAY_PROFILE, place, secrets), List.of(label), place);
    }

    void run() throws StepFailed {
        narration.step("Start a back end", this::startBackEnd);
        narration.step("Start a publisher", this::startPublisher);
        narration.step("Make an account for each gateway", this::makeAccounts);
        narration.step("Start two gateways", this::startGateways);
        narration.step("Look at the gateways", this::lookAtGateways);
        narration.step("Publish four APIs", this::publishSamples);
        narration.step("See both gateways deploy what is theirs", this::awaitSamples);
        narration.step("See the publisher list both gateways as up to date", this::awaitReaders);
        narration.step("Call an API through each gateway", this::callSamples);
        narration.step("Change an API: its answer changes", this::updateSample);
        narration.step("Remove an API: it is gone", this::removeSample);
        narration.step("Restart a gateway: it serves again", this::restartGateway);
        narration.step("Restart a gateway while the publisher is away", this::restartWithoutPublisher);
        narration.step("Look at the gateways once more", this::lookAtGateways);
    }

    private void startBackEnd() throws StepFailed {
        narration.seen(backEnd.start().toString());
    }

    private void startPublisher() throws StepFailed {
        publisher.launch(ports -> DeploymentToml.publisher(publisher.name(), ports));
        publisher.awaitStarted();
        narration.seen(publisher.running().managementUrl() + ", process "
                + publisher.running().pid() + ", its store is an H2 file");
    }

    private void makeAccounts() throws StepFailed {
        for (var gateway : gateways()) {
            var account = new JsonObject();
            account.addProperty("name", gateway.name());
            account.addProperty("password", gateway.node().secret(DeploymentToml.STORE_PASSWORD));
            var roles = new JsonArray();
            roles.add("viewer");
            account.add("roles", roles);
            carryOut(() -> publisher.client().post(RequestPath.of("users"), account));
        }
        narration.seen("gateway-1 and gateway-2 may read from the publisher (role viewer) and change nothing there");
    }

    private void startGateways() throws StepFailed {
        var from = URI.create(publisher.running().managementUrl());
        var certificate = publisher.running().certificate();
        for (var gateway : gateways()) {
            gateway.node()
                    .launch(ports -> DeploymentToml.gateway(
                            gateway.name(), ports, gateway.labels(), from, certificate, IGNORED));
        }
        for (var gateway : gateways()) {
            gateway.node().awaitStarted();
            narration.seen(gateway.name() + ": label " + String.join(", ", gateway.labels()) + ", process "
                    + gateway.node().running().pid() + ", serves at " + gateway.address());
        }
        narration.seen(
                "Nobody is asked for a token here: ignore_handlers of [preview] leaves out what previews cannot do:");
        for (var i = 0; i < IGNORED.size(); i += NAMES_IN_A_LINE) {
            var line = IGNORED.subList(i, Math.min(i + NAMES_IN_A_LINE, IGNORED.size()));
            narration.seen(
                    "  " + String.join(", ", line.stream().map(Demo::simpleName).toList()));
        }
    }

    private void lookAtGateways() throws StepFailed {
        for (var gateway : gateways()) {
            gateway.describe();
        }
    }

    private void publishSamples() throws StepFailed {
        publish("pizza-shop-1.0.0.json", PUBLIC_LABEL);
        publish("weather-2.1.0.json", PUBLIC_LABEL);
        publish("library-1.2.0.json", PUBLIC_LABEL, INTERNAL_LABEL);
        publish("warehouse-0.9.0.json", INTERNAL_LABEL);
    }

    private void awaitSamples() throws StepFailed {
        for (var gateway : gateways()) {
            gateway.awaitApis(published);
        }
        lookAtGateways();
    }

    private void awaitReaders() throws StepFailed {
        var expected = gateways().stream().map(DemoGateway::name).toList();
        place.patience().await("both gateways in the publisher's list", READERS_LIMIT, () -> {
            var readers = publisher.ask("nodes").views("readers");
            var upToDate = readers.stream()
                    .filter(reader -> reader.isTrue("upToDate"))
                    .map(reader -> reader.text("node"))
                    .toList();
            return upToDate.containsAll(expected) ? Sight.of(readers) : Sight.notYet("up to date: " + upToDate);
        });
        narration.seen("A gateway tells the publisher what it holds each time that it asks for changes");
    }

    private void callSamples() throws StepFailed {
        call(first, "/pizza/1.0.0/menu", 200, "Asparagi");
        call(second, "/warehouse/0.9.0/stock", 200, "flour");
        call(second, "/pizza/1.0.0/menu", 404, "");
    }

    private void updateSample() throws StepFailed {
        var changed = read("updates/pizza-shop-1.0.0.json", List.of(PUBLIC_LABEL));
        send(changed);
        var acknowledged = System.nanoTime();
        call(first, "/pizza/1.0.0/menu", 200, "Melanzane");
        narration.seen("served " + since(acknowledged) + " after the publisher acknowledged it");
    }

    private void removeSample() throws StepFailed {
        var weather = published.stream()
                .filter(api -> "Weather".equals(api.name()))
                .findFirst()
                .orElseThrow();
        call(first, "/weather/2.1.0/forecasts/Oslo", 200, "Oslo");
        carryOut(() -> publisher.client().delete(RequestPath.of("artifacts", weather.id())));
        var acknowledged = System.nanoTime();
        published.remove(weather);
        call(first, "/weather/2.1.0/forecasts/Oslo", 404, "");
        narration.seen("gone " + since(acknowledged) + " after the publisher acknowledged it");
    }

    private void restartGateway() throws StepFailed {
        first.node().stop();
        first.node().startAgain();
        narration.seen("gateway-1 is process " + first.node().running().pid() + " now");
        call(first, "/pizza/1.0.0/menu", 200, "Melanzane");
    }

    private void restartWithoutPublisher() throws StepFailed {
        publisher.stop();
        second.node().stop();
        second.node().startAgain();
        narration.seen("gateway-2 is process " + second.node().running().pid() + " now; it kept its APIs on its disk");
        call(second, "/warehouse/0.9.0/stock", 200, "flour");
        publisher.startAgain();
        narration.seen("The publisher is back, process " + publisher.running().pid());
    }

    /** What a person can try while the nodes are still running. */
    List<String> thingsToTry(Path passwordFile) throws StepFailed {
        var running = publisher.running();
        var trunkline = place.home().resolve("bin").resolve("trunkline") + " ";
        var here = " --url " + running.managementUrl() + " --certificate " + running.certificate() + " --password-file "
                + passwordFile;
        return List.of(
                "curl -i " + first.address() + "/pizza/1.0.0/menu",
                "curl -i " + second.address() + "/warehouse/0.9.0/stock",
                trunkline + "artifacts ls" + here,
                trunkline + "nodes" + here);
    }

    private List<DemoGateway> gateways() {
        return List.of(first, second);
    }

    private void publish(String file, String... labels) throws StepFailed {
        var api = read(file, List.of(labels));
        send(api);
        published.add(api);
    }

    private void send(SampleApi api) throws StepFailed {
        var path = RequestPath.of("artifacts").withEach("label", api.labels());
        var answer = carryOut(() -> publisher.client().post(path, api.body()).json());
        narration.seen(
                api.title() + " to " + String.join(" and ", api.labels()) + ", revision " + answer.text("revision"));
    }

    private SampleApi read(String file, List<String> labels) throws StepFailed {
        try {
            return SampleApi.read(place.samples(), file, backEnd.address(), labels);
        } catch (IOException e) {
            throw new StepFailed("The sample " + place.samples().resolve(file) + " cannot be read: " + e + ".", e);
        }
    }

    private void call(DemoGateway gateway, String path, int status, String text) throws StepFailed {
        var body = gateway.awaitAnswer(path, status, text);
        narration.seen("GET " + gateway.address() + path + "  ->  " + status + (status == 200 ? " " + body : ""));
    }

    /** A request to the publisher. */
    @FunctionalInterface
    private interface Request<T> {
        T send() throws CommandFailed;
    }

    private static <T> T carryOut(Request<T> request) throws StepFailed {
        try {
            return request.send();
        } catch (CommandFailed e) {
            throw new StepFailed(e.getMessage(), e);
        }
    }

    private static String since(long moment) {
        return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - moment) / 1e9);
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
