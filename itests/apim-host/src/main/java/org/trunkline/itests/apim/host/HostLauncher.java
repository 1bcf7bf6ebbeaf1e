package org.trunkline.itests.apim.host;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Starts the framework of Carbon: {@code HostLauncher equinox.jar host.jar bundle.jar...}. The framework has a class loader
 * of its own, as in Carbon, so that a bundle that forgot to import a package of OSGi does not find it by accident.
 */
public final class HostLauncher {

    private HostLauncher() {}

    public static void main(String[] arguments) throws Exception {
        URL[] framework = {url(arguments[0]), url(arguments[1])};
        ClassLoader loader = new URLClassLoader(framework, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass("org.trunkline.itests.apim.host.CarbonFramework")
                .getMethod("start", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        awaitEndOfInput();
        // as Carbon does: what still runs then is ended by the JVM
        System.exit(0);
    }

    private static URL url(String file) throws IOException {
        return Path.of(file).toUri().toURL();
    }

    /** A host must not outlive the test that started it. */
    private static void awaitEndOfInput() throws IOException {
        System.in.readAllBytes();
    }
}
