package org.trunkline.apim.dropin.internal;

import java.time.Duration;
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

    HostSettings(GatewayArtifactSynchronizerProperties properties, boolean bindsAnySaver) {
        this.saver = Optional.ofNullable(properties.getSaverName()).filter(any -> properties.isSaveArtifactsEnabled());
        this.retriever = Optional.ofNullable(properties.getRetrieverName())
                .filter(any -> properties.isRetrieveFromStorageEnabled());
        Set<String> configured = properties.getGatewayLabels();
        this.labels = configured == null ? Set.of() : new LinkedHashSet<>(configured);
        this.retryDuration = Duration.ofMillis(properties.getRetryDuartion());
        this.eventWaitingTime = Duration.ofMillis(properties.getEventWaitingTime());
        this.bindsAnySaver = bindsAnySaver;
    }

    static HostSettings of(APIManagerConfigurationService service) {
        return new HostSettings(
                service.getAPIManagerConfiguration().getGatewayArtifactSynchronizerProperties(), isVersion4());
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
