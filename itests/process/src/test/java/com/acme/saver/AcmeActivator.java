package com.acme.saver;

import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/** Registers the saver, as a third party's bundle does. */
public final class AcmeActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Path file = Path.of(context.getProperty("acme.file"));
        context.registerService(ArtifactSaver.class, new AcmeSaver(file), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the service.
    }
}
