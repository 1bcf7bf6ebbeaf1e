package org.trunkline.itests.apim.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.runtime.adaptor.EclipseStarter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Equinox with the properties that Carbon gives it (its launch.ini of kernel 4.6). */
public final class CarbonFramework {

    private CarbonFramework() {}

    /** Installs the bundles and starts them in this order. */
    public static void start(String[] bundles) throws Exception {
        Map<String, String> properties = new HashMap<>();
        properties.put("osgi.parentClassloader", "app");
        properties.put("osgi.contextClassLoaderParent", "app");
        properties.put("osgi.clean", "true");
        properties.put("osgi.noShutdown", "true");
        properties.put("eclipse.ignoreApp", "true");
        Path home = Path.of(System.getProperty("carbon.home"));
        properties.put("osgi.install.area", home.toUri().toString());
        properties.put(
                "osgi.configuration.area", home.resolve("configuration").toUri().toString());
        properties.put("osgi.instance.area", home.resolve("workspace").toUri().toString());
        properties.put("org.osgi.framework.system.packages", systemPackages());
        EclipseStarter.setInitialProperties(properties);
        BundleContext framework = EclipseStarter.startup(new String[0], null);
        List<Bundle> installed = new ArrayList<>();
        for (String bundle : bundles) {
            installed.add(framework.installBundle("reference:" + Path.of(bundle).toUri()));
        }
        for (Bundle bundle : installed) {
            bundle.start();
        }
    }

    /** Carbon does not show all packages of the JDK to its bundles. */
    private static String systemPackages() throws IOException {
        try (InputStream in = CarbonFramework.class.getResourceAsStream("/system-packages.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .reduce((one, other) -> one + "," + other)
                    .orElseThrow();
        }
    }
}
