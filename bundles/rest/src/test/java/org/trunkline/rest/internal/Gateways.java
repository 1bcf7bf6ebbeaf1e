package org.trunkline.rest.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.gateway.DeployedApi;
import org.trunkline.gateway.FailedArtifact;
import org.trunkline.gateway.GatewayCounters;
import org.trunkline.gateway.GatewayPhase;
import org.trunkline.gateway.GatewayStatus;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;

/** What a gateway may say of itself. */
final class Gateways {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    private Gateways() {}

    /** One API deployed, one failed. */
    static GatewayStatus withOneOfEach() {
        DeployedApi api = new DeployedApi(
                "Internal",
                List.of("Production and Sandbox"),
                "pizza",
                ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super").providedBy("admin"),
                Optional.of("/pizza/1.0.0"),
                Optional.empty(),
                Revision.of("r-1"),
                TIME,
                List.of("mediator throttle"),
                List.of());
        FailedArtifact failure = new FailedArtifact(
                ArtifactKey.synapse("Internal", "burger"), Optional.of(Revision.of("r-2")), "No context.", TIME, false);
        return new GatewayStatus(
                "DBRetriever",
                List.of("Internal", "Production and Sandbox"),
                true,
                GatewayPhase.RETRYING,
                Optional.of(Revision.of("r-2")),
                Optional.of(TIME),
                Optional.of("The store is away."),
                List.of(api),
                List.of(failure),
                Optional.of(URI.create("http://127.0.0.1:8280")),
                Optional.empty(),
                new GatewayCounters(5, 1, 2, Duration.ofMillis(1500), 7, 1, 0, Duration.ofSeconds(3)));
    }
}
