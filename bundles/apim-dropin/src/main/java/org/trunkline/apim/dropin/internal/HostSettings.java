package org.trunkline.apim.dropin.internal;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.wso2.carbon.apimgt.impl.APIManagerConfigurationService;
import org.wso2.carbon.apimgt.impl.dto.GatewayArtifactSynchronizerProperties;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/**
 * What the host's deployment.toml says under {@code [apim.sync_runtime_artifacts]}. The methods that are called for it are the
 * same in 6.7.206, 9.0.174 and 9.28.116. Immutable.
 */
final class HostSettings {

    private final Optional<String> saver;
    private final Optional<String> retriever;
    private final Set<String> labels;
    private final Duration retryDuration;
    private final Duration eventWaitingTime;
    private final boolean bindsAnySaver;

    HostSettings(
            Optional<String> saver,
            Optional<String> retriever,
            Set<String> labels,
            Duration retryDuration,
            Duration eventWaitingTime,
            boolean bindsAnySaver) {
        this.saver = saver;
        this.retriever = retriever;
        this.labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
        this.retryDuration = retryDuration;
        this.eventWaitingTime = eventWaitingTime;
        this.bindsAnySaver = bindsAnySaver;
    }

    /** What the service {@link APIManagerConfigurationService} says. */
    static HostSettings of(Object service) {
        GatewayArtifactSynchronizerProperties properties = ((APIManagerConfigurationService) service)
                .getAPIManagerConfiguration()
                .getGatewayArtifactSynchronizerProperties();
        return new HostSettings(
                Optional.ofNullable(properties.getSaverName()).filter(any -> properties.isSaveArtifactsEnabled()),
                Optional.ofNullable(properties.getRetrieverName())
                        .filter(any -> properties.isRetrieveFromStorageEnabled()),
                Optional.ofNullable(properties.getGatewayLabels()).orElse(Set.of()),
                Duration.ofMillis(properties.getRetryDuartion()),
                Duration.ofMillis(properties.getEventWaitingTime()),
                isVersion4());
    }

    /** The saver's interface lost this method with 4.0, and the host since then binds a saver without asking its name. */
    private static boolean isVersion4() {
        try {
            ArtifactSaver.class.getMethod("isAPIPublished", String.class);
            return false;
        } catch (NoSuchMethodException e) {
            return true;
        }
    }

    /** The name of the saver that is switched on. */
    Optional<String> saver() {
        return saver;
    }

    /** The name of the retriever that is switched on. */
    Optional<String> retriever() {
        return retriever;
    }

    Set<String> labels() {
        return labels;
    }

    Duration retryDuration() {
        return retryDuration;
    }

    Duration eventWaitingTime() {
        return eventWaitingTime;
    }

    /** Whether the host takes every saver that it finds: API Manager 4.x. */
    boolean bindsAnySaver() {
        return bindsAnySaver;
    }
}
