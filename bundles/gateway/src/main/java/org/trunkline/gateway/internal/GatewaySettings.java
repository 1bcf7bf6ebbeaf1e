package org.trunkline.gateway.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.reconcile.ReconcileSettings;

/** The checked configuration of a gateway. */
record GatewaySettings(List<String> labels, boolean opensWhenReady, Path cache, ReconcileSettings reconcile) {

    private static final String TABLE = "[apim.sync_runtime_artifacts.gateway] ";

    GatewaySettings {
        labels = List.copyOf(labels);
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(reconcile, "reconcile");
    }

    /** @throws IllegalArgumentException if a value cannot be used; the message names the key of deployment.toml */
    static GatewaySettings of(GatewayConfig config) {
        Set<String> labels = new LinkedHashSet<>(Arrays.asList(orNone(config.gateway_labels())));
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    TABLE + "gateway_labels is empty: name the labels that this gateway serves");
        }
        labels.forEach(GatewaySettings::checkLabel);
        boolean sync = switch (config.data_retrieval_mode()) {
            case "sync" -> true;
            case "async" -> false;
            default ->
                throw new IllegalArgumentException(TABLE + "data_retrieval_mode must be sync or async, was '"
                        + config.data_retrieval_mode() + "'");
        };
        try {
            return new GatewaySettings(
                    List.copyOf(labels),
                    sync,
                    Path.of(config.cache_directory()),
                    new ReconcileSettings(
                            labels,
                            // the component never waits: in the mode sync it is the front that stays closed
                            ReconcileSettings.Mode.ASYNC,
                            Duration.ofMillis(config.deployment_retry_duration()),
                            Duration.ofMillis(config.poll_interval()),
                            Duration.ofMillis(config.event_waiting_time())));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "[gateway] cache_directory is no path: '" + config.cache_directory() + "'", e);
        }
    }

    private static String[] orNone(String[] labels) {
        return labels == null ? new String[0] : labels;
    }

    private static void checkLabel(String label) {
        try {
            ArtifactKey.synapse(label, "any");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(TABLE + "gateway_labels: " + e.getMessage(), e);
        }
    }
}
