package com.acme.synchronizer;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/** Registers a saver and a retriever under the names that the bundle's manifest gives, as known third-party bundles do. */
public final class AcmeActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        AcmeArtifacts artifacts = new AcmeArtifacts();
        String saver = context.getBundle().getHeaders().get("Acme-Saver");
        String retriever = context.getBundle().getHeaders().get("Acme-Retriever");
        context.registerService(ArtifactSaver.class, new AcmeSaver(saver, artifacts), null);
        context.registerService(ArtifactRetriever.class, new AcmeRetriever(retriever, artifacts), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the services.
    }
}
