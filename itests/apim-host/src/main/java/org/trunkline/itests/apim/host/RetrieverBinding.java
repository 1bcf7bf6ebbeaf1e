package org.trunkline.itests.apim.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wso2.carbon.apimgt.impl.APIManagerConfigurationService;
import org.wso2.carbon.apimgt.impl.dto.GatewayArtifactSynchronizerProperties;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;

/** Binds retrievers as {@code APIHandlerServiceComponent} of the gateway does, with its faults. */
public final class RetrieverBinding {

    private static final Logger LOG = LoggerFactory.getLogger(RetrieverBinding.class);

    private volatile APIManagerConfigurationService configuration;
    private volatile ArtifactRetriever bound;

    void setAPIManagerConfigurationService(APIManagerConfigurationService service) {
        configuration = service;
    }

    void unsetAPIManagerConfigurationService(APIManagerConfigurationService service) {
        configuration = null;
    }

    void addArtifactRetriever(ArtifactRetriever retriever) {
        GatewayArtifactSynchronizerProperties properties =
                configuration.getAPIManagerConfiguration().getGatewayArtifactSynchronizerProperties();
        if (properties.isRetrieveFromStorageEnabled()
                && properties.getRetrieverName().equals(retriever.getName())) {
            bound = retriever;
            try {
                bound.init();
            } catch (Exception e) {
                LOG.error("Error connecting with the Artifact retriever");
                removeArtifactRetriever(null);
            }
        }
    }

    void removeArtifactRetriever(ArtifactRetriever retriever) {
        bound.disconnect();
        bound = null;
    }

    /** @return null if there is none, as in the host */
    ArtifactRetriever bound() {
        return bound;
    }
}
