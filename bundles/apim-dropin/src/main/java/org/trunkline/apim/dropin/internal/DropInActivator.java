package org.trunkline.apim.dropin.internal;

import java.nio.file.Path;
import java.util.Properties;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.apim.dropin.internal.settings.SettingsReader;

/**
 * Starts the bundle in a WSO2 API Manager. It waits for the host's own configuration: a saver that is registered before that
 * is lost for good on API Manager 3.2.0.
 */
public final class DropInActivator implements BundleActivator {

    private static final String HOST_CONFIGURATION = "org.wso2.carbon.apimgt.impl.APIManagerConfigurationService";

    private ServiceTracker<Object, Offer> tracker;

    @Override
    public void start(BundleContext context) {
        Properties system = System.getProperties();
        Path home = Path.of(system.getProperty("carbon.home", "")).toAbsolutePath();
        SettingsReader reader = new SettingsReader(home, configuration(home, system), System.getenv(), system);
        Offers offers = new Offers(context, reader);
        tracker = new ServiceTracker<>(context, HOST_CONFIGURATION, new HostTracker(context, HostSettings::of, offers));
        tracker.open();
    }

    private static Path configuration(Path home, Properties system) {
        String directory = system.getProperty("carbon.config.dir.path", "repository/conf");
        return home.resolve(directory).resolve("trunkline.toml");
    }

    /** Withdraws the services, then closes the store. */
    @Override
    public void stop(BundleContext context) {
        tracker.close();
    }
}
