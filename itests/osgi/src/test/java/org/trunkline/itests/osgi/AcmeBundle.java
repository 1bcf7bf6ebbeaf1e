package org.trunkline.itests.osgi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A bundle of a third party, as somebody would put it into dropins: none of its classes or packages is ours. */
final class AcmeBundle {

    private static final String PACKAGE = "com/acme/synchronizer/";
    private static final List<String> CLASSES = List.of("AcmeActivator", "AcmeArtifacts", "AcmeRetriever", "AcmeSaver");

    private AcmeBundle() {}

    /** Installs and starts the bundle; its saver and its retriever have these names. */
    static Bundle start(BundleContext context, String saver, String retriever) throws BundleException, IOException {
        Bundle bundle = context.installBundle("acme:" + saver, new ByteArrayInputStream(jar(saver, retriever)));
        bundle.start();
        return bundle;
    }

    private static byte[] jar(String saver, String retriever) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "com.acme.synchronizer");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Bundle-Activator", "com.acme.synchronizer.AcmeActivator");
        headers.putValue(
                "Import-Package",
                "org.osgi.framework;version=\"[1.6,2)\","
                        + "org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer;version=\"[6.7,7)\","
                        + "org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception;version=\"[6.7,7)\"");
        headers.putValue("Acme-Saver", saver);
        headers.putValue("Acme-Retriever", retriever);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String name : CLASSES) {
                String path = PACKAGE + name + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream content = AcmeBundle.class.getClassLoader().getResourceAsStream(path)) {
                    content.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
