package org.trunkline.server.internal.node;

import java.util.Dictionary;
import java.util.Hashtable;
import org.trunkline.server.internal.config.Deployment;
import org.trunkline.server.internal.tls.TlsMaterial;

/** How Felix HTTP is configured: TLS and nothing else. */
final class ManagementHttp {

    static final String PID = "org.apache.felix.http";

    private static final int REQUEST_THREADS = 50;

    private ManagementHttp() {}

    static Dictionary<String, Object> configuration(Deployment deployment, TlsMaterial tls) {
        Dictionary<String, Object> configuration = new Hashtable<>();
        configuration.put(
                "org.apache.felix.http.host",
                deployment.text("management", "host").orElseThrow());
        configuration.put("org.apache.felix.http.enable", false);
        configuration.put("org.apache.felix.https.enable", true);
        configuration.put(
                "org.osgi.service.http.port.secure",
                deployment.number("management", "port").orElseThrow());
        configuration.put("org.apache.felix.https.keystore", tls.keystore().toString());
        configuration.put("org.apache.felix.https.keystore.type", tls.type());
        configuration.put("org.apache.felix.https.keystore.password", tls.password());
        configuration.put("org.apache.felix.https.keystore.key.password", tls.keyPassword());
        configuration.put("org.apache.felix.https.jetty.protocols.included", new String[] {"TLSv1.2", "TLSv1.3"});
        configuration.put("org.apache.felix.https.jetty.renegotiateAllowed", false);
        configuration.put("org.apache.felix.http.jetty.sendServerHeader", false);
        configuration.put("org.apache.felix.http.jetty.threadpool.max", REQUEST_THREADS);
        // Otherwise Jetty refuses ids with an encoded slash before the API can say what is wrong with them.
        configuration.put("org.eclipse.jetty.UriComplianceMode", "LEGACY");
        return configuration;
    }
}
