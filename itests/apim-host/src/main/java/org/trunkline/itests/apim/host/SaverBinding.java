package org.trunkline.itests.apim.host;

import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wso2.carbon.apimgt.impl.dto.GatewayArtifactSynchronizerProperties;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;
import org.wso2.carbon.apimgt.impl.internal.ServiceReferenceHolder;

/**
 * Does what {@code APIManagerComponent} does when it is activated, and binds savers as it does, with its faults: it falls
 * over a holder without configuration, what leaves is not compared with what is bound, an {@code Error} is not caught, and
 * 4.x takes whatever saver there is.
 */
public final class SaverBinding {

    private static final Logger LOG = LoggerFactory.getLogger(SaverBinding.class);
    private static final int FIRST_MAJOR_VERSION_THAT_TAKES_ANY = 9;

    private HostConfiguration configuration;

    void setConfiguration(HostConfiguration newConfiguration) {
        configuration = newConfiguration;
    }

    void unsetConfiguration(HostConfiguration former) {
        configuration = null;
    }

    /** Whoever waits for the configuration service is called in here, before this component is up. */
    void activate() {
        configuration.register();
    }

    void deactivate() {
        configuration.withdraw();
    }

    void addArtifactSaver(ArtifactSaver saver) {
        if (takesAny() || isConfigured(saver)) {
            ServiceReferenceHolder.getInstance().setArtifactSaver(saver);
            try {
                ServiceReferenceHolder.getInstance().getArtifactSaver().init();
            } catch (Exception e) {
                LOG.error("Error connecting with the Artifact Saver");
                removeArtifactSaver(null);
            }
        }
    }

    void removeArtifactSaver(ArtifactSaver saver) {
        ServiceReferenceHolder.getInstance().getArtifactSaver().disconnect();
        ServiceReferenceHolder.getInstance().setArtifactSaver(null);
    }

    private static boolean takesAny() {
        return FrameworkUtil.getBundle(ArtifactSaver.class).getVersion().getMajor()
                >= FIRST_MAJOR_VERSION_THAT_TAKES_ANY;
    }

    private static boolean isConfigured(ArtifactSaver saver) {
        GatewayArtifactSynchronizerProperties properties = ServiceReferenceHolder.getInstance()
                .getAPIManagerConfigurationService()
                .getAPIManagerConfiguration()
                .getGatewayArtifactSynchronizerProperties();
        return properties.isSaveArtifactsEnabled() && properties.getSaverName().equals(saver.getName());
    }
}
