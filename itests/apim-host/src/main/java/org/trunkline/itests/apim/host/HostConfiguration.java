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

/**
 * The host's configuration. As a service it stands for the many that {@code APIManagerComponent} waits for: when it comes,
 * the component is activated and makes WSO2's configuration service.
 */
public final class HostConfiguration {

    private final BundleContext framework;
    private final String saver;
    private final String retriever;
    private final List<String> labels;
    private ServiceRegistration<APIManagerConfigurationService> registration;

    /**
     * @param saver the name of the saver, or null for a node that saves nothing
     * @param retriever the name of the retriever, or null for a node that retrieves nothing
     */
    HostConfiguration(BundleContext framework, String saver, String retriever, List<String> labels) {
        this.framework = framework;
        this.saver = saver;
        this.retriever = retriever;
        this.labels = labels;
    }

    /** Sets the holder, then registers the service. */
    void register() {
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

    void withdraw() {
        registration.unregister();
    }
}
