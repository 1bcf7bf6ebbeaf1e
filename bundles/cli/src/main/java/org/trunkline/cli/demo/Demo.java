package org.trunkline.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.client.RequestPath;

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

    private final DemoPlace place;
    private final Narration narration;
    private final BackEnd backEnd;
    private final DemoStore store;
    private final DemoNode publisher;
    private final DemoGateway first;
    private final DemoGateway second;
    private final List<SampleApi> published = new ArrayList<>();

    /**
     * @param store what the nodes share their artifacts through
     * @param adminPassword the administrator's, on all three nodes
     */
    Demo(DemoPlace place, BackEnd backEnd, DemoStore store, String adminPassword) {
        this.place = place;
        this.narration = place.narration();
        this.backEnd = backEnd;
        this.store = store;
        this.publisher =
                new DemoNode("publisher", "publisher", place, secrets(adminPassword, store.publisherSecrets()));
        this.first = gateway("gateway-1", PUBLIC_LABEL, adminPassword);
        this.second = gateway("gateway-2", INTERNAL_LABEL, adminPassword);
    }

    private DemoGateway gateway(String name, String label, String adminPassword) {
        var secrets = secrets(adminPassword, store.gatewaySecrets());
        return new DemoGateway(new DemoNode(name, DemoNode.GATEWAY_PROFILE, place, secrets), List.of(label), place);
    }

    private static Map<String, String> secrets(String adminPassword, Map<String, String> more) {
        var secrets = new HashMap<>(more);
        secrets.put(DeploymentToml.ADMIN_PASSWORD, adminPassword);
        return secrets;
    }

    void run() throws StepFailed {
        narration.step("Start a back end", this::startBackEnd);
        store.start();
        narration.step("Start a publisher", this::startPublisher);
        store.admit(publisher, gateways());
        narration.step("Start two gateways", this::startGateways);
        narration.step("Look at the gateways", this::lookAtGateways);
        narration.step("Publish four APIs", this::publishSamples);
        narration.step("See both gateways deploy what is theirs", this::awaitSamples);
        store.inspect(publisher, gateways());
        narration.step("Call an API through each gateway", this::callSamples);
        narration.step("Change an API: its answer changes", this::updateSample);
        narration.step("Remove an API: it is gone", this::removeSample);
        narration.step("Restart a gateway: it serves again", this::restartGateway);
        narration.step("Restart a gateway while " + store.source() + " is away", this::restartWithoutSource);
        narration.step("Look at the gateways once more", this::lookAtGateways);
        store.conclude();
    }

    private void startBackEnd() throws StepFailed {
        narration.seen(backEnd.start().toString());
    }

    private void startPublisher() throws StepFailed {
        publisher.launch(ports -> DeploymentToml.publisher(publisher.name(), ports, store.publisherTables()));
        publisher.awaitStarted();
        narration.seen(publisher.running().managementUrl() + ", process "
                + publisher.running().pid() + ", " + store.description());
    }

    private void startGateways() throws StepFailed {
        for (var gateway : gateways()) {
            var tables = store.gatewayTables(publisher, gateway);
            gateway.node()
                    .launch(ports -> DeploymentToml.gateway(gateway.name(), ports, gateway.labels(), tables, IGNORED));
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

    private void restartWithoutSource() throws StepFailed {
        store.leave(publisher);
        second.node().stop();
        second.node().startAgain();
        narration.seen("gateway-2 is process " + second.node().running().pid() + " now; it kept its APIs on its disk");
        call(second, "/warehouse/0.9.0/stock", 200, "flour");
        store.seenBy(second);
        store.comeBack(publisher);
    }

    /** What a person can try while the nodes are still running. */
    List<String> thingsToTry(Path passwordFile) throws StepFailed {
        var running = publisher.running();
        var trunkline = place.home().resolve("bin").resolve("trunkline") + " ";
        var here = " --url " + running.managementUrl() + " --certificate " + running.certificate() + " --password-file "
                + passwordFile;
        var commands = new ArrayList<>(List.of(
                "curl -i " + first.address() + "/pizza/1.0.0/menu",
                "curl -i " + second.address() + "/warehouse/0.9.0/stock",
                trunkline + "artifacts ls" + here,
                trunkline + "nodes" + here));
        commands.addAll(store.thingsToTry());
        return commands;
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
