package org.trunkline.cli.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.client.RequestPath;
import org.trunkline.cli.demo.Patience.Sight;

/** The publisher keeps artifacts in a database of its own, and the gateways read from the publisher. */
final class PublisherStore implements DemoStore {

    private static final Duration READERS_LIMIT = Duration.ofMinutes(1);

    private final DemoPlace place;

    PublisherStore(DemoPlace place) {
        this.place = place;
    }

    @Override
    public void start() {
        // it starts with the publisher
    }

    @Override
    public Map<String, String> publisherSecrets() {
        return Map.of();
    }

    @Override
    public Map<String, String> gatewaySecrets() {
        return Map.of(DeploymentToml.STORE_PASSWORD, RandomPassword.next());
    }

    @Override
    public String publisherTables() {
        return DeploymentToml.ownDatabase();
    }

    @Override
    public String description() {
        return "its store is an H2 file";
    }

    @Override
    public void admit(DemoNode publisher, List<DemoGateway> gateways) throws StepFailed {
        place.narration().step("Make an account for each gateway", () -> makeAccounts(publisher, gateways));
    }

    private void makeAccounts(DemoNode publisher, List<DemoGateway> gateways) throws StepFailed {
        for (var gateway : gateways) {
            var account = new JsonObject();
            account.addProperty("name", gateway.name());
            account.addProperty("password", gateway.node().secret(DeploymentToml.STORE_PASSWORD));
            var roles = new JsonArray();
            roles.add("viewer");
            account.add("roles", roles);
            try {
                publisher.client().post(RequestPath.of("users"), account);
            } catch (CommandFailed e) {
                throw new StepFailed(e.getMessage(), e);
            }
        }
        place.narration()
                .seen("gateway-1 and gateway-2 may read from the publisher (role viewer) and change nothing there");
    }

    @Override
    public String gatewayTables(DemoNode publisher, DemoGateway gateway) {
        var running = publisher.running();
        return DeploymentToml.fromPublisher(gateway.name(), URI.create(running.managementUrl()), running.certificate());
    }

    @Override
    public void inspect(DemoNode publisher, List<DemoGateway> gateways) throws StepFailed {
        place.narration()
                .step("See the publisher list both gateways as up to date", () -> awaitReaders(publisher, gateways));
    }

    private void awaitReaders(DemoNode publisher, List<DemoGateway> gateways) throws StepFailed {
        var expected = gateways.stream().map(DemoGateway::name).toList();
        place.patience().await("both gateways in the publisher's list", READERS_LIMIT, () -> {
            var readers = publisher.ask("nodes").views("readers");
            var upToDate = readers.stream()
                    .filter(reader -> reader.isTrue("upToDate"))
                    .map(reader -> reader.text("node"))
                    .toList();
            return upToDate.containsAll(expected) ? Sight.of(readers) : Sight.notYet("up to date: " + upToDate);
        });
        place.narration().seen("A gateway tells the publisher what it holds each time that it asks for changes");
    }

    @Override
    public String source() {
        return "the publisher";
    }

    @Override
    public void leave(DemoNode publisher) {
        publisher.stop();
    }

    @Override
    public void seenBy(DemoGateway gateway) {
        // that it serves is enough
    }

    @Override
    public void comeBack(DemoNode publisher) throws StepFailed {
        publisher.startAgain();
        place.narration()
                .seen("The publisher is back, process " + publisher.running().pid());
    }

    @Override
    public void conclude() {
        // everything was seen
    }

    @Override
    public List<String> thingsToTry() {
        return List.of();
    }
}
