package org.trunkline.itests.apim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.itests.apim.probe.ProbeActivator;
import org.trunkline.itests.apim.probe.ProbeSaver;

/** The host has the traps of the one that it stands for; else the other tests would prove nothing. */
class HostIT {

    @RegisterExtension
    final Hosts hosts = new Hosts();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"6.7.206", "9.0.174", "9.28.116"})
    void aSaverThatComesAfterTheConfigurationIsBound(String version) throws Exception {
        ApimHost host = hosts.create(version).savesWith("Probe").launch();
        host.configure();
        host.install(probe(""));
        host.awaitBinding();

        assertEquals(List.of("saver Probe"), host.services());
        assertEquals("Probe", host.callSaver("getName"));
    }

    @Test
    void aSaverThatComesBeforeTheConfigurationIsLost() throws Exception {
        ApimHost host = hosts.create("6.7.206").savesWith("Probe").launch();
        host.install(probe(""));
        host.configure();

        assertEquals(List.of("saver Probe"), host.services());
        HostException lost = assertThrows(HostException.class, () -> host.callSaver("getName"));
        assertTrue(lost.getMessage().contains("No ArtifactSaver is bound"), lost::getMessage);
    }

    @Test
    void aBundleCannotImportEveryPackageOfTheJdk() throws Exception {
        ApimHost host = hosts.create("6.7.206").launch();

        HostException unresolved =
                assertThrows(HostException.class, () -> host.install(probe(",javax.transaction.xa")));

        assertTrue(unresolved.getMessage().contains("javax.transaction.xa"), unresolved::getMessage);
    }

    private Path probe(String moreImports) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "probe");
        main.putValue("Bundle-Activator", ProbeActivator.class.getName());
        main.putValue(
                "Import-Package",
                "org.osgi.framework;version=\"[1.6,2)\","
                        + "org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer;version=\"[6.7,10)\"" + moreImports);
        Path jar = folder.resolve("probe.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (Class<?> type : List.of(ProbeActivator.class, ProbeSaver.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(name));
                entries.write(type.getClassLoader().getResourceAsStream(name).readAllBytes());
                entries.closeEntry();
            }
        }
        return jar;
    }
}
