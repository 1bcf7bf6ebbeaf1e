package org.trunkline.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bundles and jars of other people. */
class DropinsIT {

    @Test
    void aThirdPartysSaverIsPickedUpByNameUsesAPlainJarAndABrokenBundleHarmsNobody() throws Exception {
        try (TestNode node = new TestNode("dropins")) {
            Path saved = node.base().resolve("saved.txt");
            node.deployment("""
                            [apim.sync_runtime_artifacts.publisher]
                            artifact_saver = "AcmeSaver"
                            """).option("-Dacme.file=" + saved);
            Path components = node.base().resolve("repository/components");
            Jars.write(components.resolve("lib/acme-format-1.2.jar"), Map.of(), "com.acme.format.AcmeFormat");
            Jars.write(
                    components.resolve("dropins/acme-saver.jar"),
                    Map.of(
                            "Bundle-ManifestVersion", "2",
                            "Bundle-SymbolicName", "com.acme.saver",
                            "Bundle-Version", "1.0.0",
                            "Bundle-Activator", "com.acme.saver.AcmeActivator",
                            "Import-Package",
                                    "org.osgi.framework,com.acme.format;version=\"[1.2,2)\","
                                            + "org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer;version=\"[6.7,10)\","
                                            + "org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception;version=\"[6.7,10)\""),
                    "com.acme.saver.AcmeActivator",
                    "com.acme.saver.AcmeSaver");
            Jars.write(
                    components.resolve("dropins/acme-broken.jar"),
                    Map.of(
                            "Bundle-ManifestVersion", "2",
                            "Bundle-SymbolicName", "com.acme.broken",
                            "Import-Package", "com.acme.missing;version=\"[2,3)\""));
            node.start();

            int published = node.publish(HelloApi.answering("hello-1", "x")).statusCode();

            assertEquals(201, published, node.console());
            assertTrue(Files.readString(saved).startsWith("Production and Sandbox|Publish|"), Files.readString(saved));
            String wanted =
                    "does not resolve: nothing offers package com.acme.missing from version 2.0.0 below version 3.0.0";
            assertTrue(node.console().contains("WARNING: com.acme.broken (acme-broken.jar) " + wanted), node.console());
            assertTrue(
                    Files.readString(node.base().resolve("repository/logs/trunkline.log"))
                            .contains("org.osgi.framework.BundleException: Unable to resolve com.acme.broken"),
                    "the log has the whole story");
            assertTrue(node.status().toString().contains(wanted), node.status().toString());
            assertEquals(200, node.get("/health/ready").statusCode());
        }
    }
}
