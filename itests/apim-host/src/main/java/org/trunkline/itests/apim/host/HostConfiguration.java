package org.trunkline.itests.apim.host;

import java.util.LinkedHashSet;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.wso2.carbon.apimgt.impl.APIManagerConfiguration;
import org.wso2.carbon.apimgt.impl.APIManagerConfigurationService;
import org.wso2.carbon.apimgt.impl.APIManagerConfigurationServiceImpl;
import org.wso2.carbon.apimgt.impl.dto.GatewayArtifactSynchronizerProperties;
import org.wso2.carbon.apimgt.impl.internal.ServiceReferenceHolder;

/** WSO2's configuration service, as {@code APIManagerComponent} makes it when it is activated. */
final class HostConfiguration {

    private final BundleContext framework;
    private ServiceRegistration<APIManagerConfigurationService> registration;

    HostConfiguration(BundleContext framework) {
        this.framework = framework;
    }

    /**
     * Sets the holder, then registers the service.
     *
     * @param saver the name of the saver, or null for a node that saves nothing
     * @param retriever the name of the retriever, or null for a node that retrieves nothing
     */
    synchronized void register(String saver, String retriever, List<String> labels) {
        APIManagerConfiguration configuration = new APIManagerConfiguration();
        GatewayArtifactSynchronizerProperties properties = configuration.getGatewayArtifactSynchronizerProperties();
        if (saver != null) {
            properties.setSaveArtifactsEnabled(true);
            properties.setSaverName(saver);
        }
        if (retriever != null) {
            properties.setRetrieveFromStorageEnabled(true);
            properties.setRetrieverName(retriever);
            properties.setGatewayLabels(new LinkedHashSet<>(labels));
        }
        APIManagerConfigurationService service = new APIManagerConfigurationServiceImpl(configuration);
        ServiceReferenceHolder.getInstance().setAPIManagerConfigurationService(service);
        registration = framework.registerService(APIManagerConfigurationService.class, service, null);
    }

    synchronized void withdraw() {
        registration.unregister();
        registration = null;
    }
}
