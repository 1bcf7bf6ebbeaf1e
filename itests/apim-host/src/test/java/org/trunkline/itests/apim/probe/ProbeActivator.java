package org.trunkline.itests.apim.probe;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/** Registers a saver at once, without waiting for anything. */
public final class ProbeActivator implements BundleActivator {

    @Override
    public void start(BundleContext framework) {
        framework.registerService(ArtifactSaver.class, new ProbeSaver(), null);
    }

    @Override
    public void stop(BundleContext framework) {
        // the framework takes the service back
    }
}
