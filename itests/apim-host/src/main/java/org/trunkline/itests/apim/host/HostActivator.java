package org.trunkline.itests.apim.host;

import java.io.IOException;
import java.nio.file.Path;
import javax.naming.NamingException;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Opens the door through which a test orders the host about. */
public final class HostActivator implements BundleActivator {

    private Door door;

    @Override
    public void start(BundleContext framework) throws IOException, NamingException {
        DataSources dataSources = new DataSources(framework);
        dataSources.open();
        door = new Door(new Orders(framework, dataSources));
        door.open(Path.of(System.getProperty("carbon.home"), "door.port"));
    }

    @Override
    public void stop(BundleContext framework) throws IOException {
        door.close();
    }
}
