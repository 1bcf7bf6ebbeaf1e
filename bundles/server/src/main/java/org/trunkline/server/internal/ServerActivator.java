package org.trunkline.server.internal;

import java.io.IOException;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.trunkline.server.AccountException;
import org.trunkline.server.internal.node.NodeServices;
import org.trunkline.server.internal.tls.TlsException;
import org.trunkline.settings.ConfigurationException;

/** Starts the node's own services. The launcher shows the message of what is thrown here and ends the node. */
public final class ServerActivator implements BundleActivator {

    private NodeServices services;

    @Override
    public void start(BundleContext context) throws BundleException {
        try {
            services = NodeServices.start(context);
        } catch (ConfigurationException | TlsException | AccountException | IOException e) {
            throw new BundleException(e.getMessage());
        }
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        services.close();
    }
}
