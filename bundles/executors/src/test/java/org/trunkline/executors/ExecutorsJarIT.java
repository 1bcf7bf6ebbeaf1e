package org.trunkline.executors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.eclipse.osgi.launch.EquinoxFactory;
import org.eclipse.osgi.util.ManifestElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;

/** What a WSO2 server is known to accept, held against the jar that goes into one. */
class ExecutorsJarIT {

    private static final int JAVA_11 = 55;
    private static final String WSO2 = "org.wso2.carbon.governance.registry.extensions.executors.";
    private static final String VALIDATORS = "org.wso2.carbon.governance.registry.extensions.validators.";
    private static final Path JAR = Path.of(System.getProperty("trunkline.executors"));

    /** Packages of the host, with ranges that hold what carbon-api and Carbon 4.6 export. */
    private static final Map<String, String> HOST = Map.of(
            "org.wso2.carbon.governance.registry.extensions.interfaces", "[4.2,5)",
            "org.wso2.carbon.registry.api", "[1.0,2)",
            "org.wso2.carbon.registry.core", "[1.0,2)",
            "org.wso2.carbon.registry.core.exceptions", "[1.0,2)",
            "org.wso2.carbon.registry.core.jdbc.handlers", "[1.0,2)",
            "org.apache.commons.logging", "[1.1,2)",
            "org.osgi.framework", "[1.8,2)");

    /** Under the versions of API Manager 3.2.0's bundles. */
    private static final String OFFERED = "org.apache.commons.logging;version=1.2,"
            + "org.wso2.carbon.governance.registry.extensions.interfaces;version=4.8.13,"
            + "org.wso2.carbon.registry.api;version=1.0.1,org.wso2.carbon.registry.core;version=1.0.1,"
            + "org.wso2.carbon.registry.core.exceptions;version=1.0.1,"
            + "org.wso2.carbon.registry.core.jdbc.handlers;version=1.0.1";

    @Test
    void noClassIsAboveJava11AndOnlyOursAreInside() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    byte[] head;
                    try (InputStream in = jar.getInputStream(entry)) {
                        head = in.readNBytes(8);
                    }
                    if (((head[6] & 0xff) << 8 | head[7] & 0xff) > JAVA_11
                            || !entry.getName().matches("org/trunkline/(executors|validators|xml)/.*")) {
                        wrong.add(entry.getName());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void theManifestAsksOnlyForWhatTheHostHas() throws Exception {
        Attributes manifest;
        try (JarFile jar = new JarFile(JAR.toFile())) {
            manifest = jar.getManifest().getMainAttributes();
        }
        Map<String, String> fromTheHost = new TreeMap<>();
        List<String> fromTheJdk = new ArrayList<>();
        for (ManifestElement element :
                ManifestElement.parseHeader("Import-Package", manifest.getValue("Import-Package"))) {
            assertNull(element.getDirective("resolution"), element.getValue());
            if (element.getAttribute("version") == null) {
                fromTheJdk.add(element.getValue());
            } else {
                fromTheHost.put(element.getValue(), element.getAttribute("version"));
            }
        }
        assertEquals(new TreeMap<>(HOST), fromTheHost);
        assertEquals(
                List.of("javax.xml.parsers", "org.xml.sax", "org.xml.sax.helpers"),
                fromTheJdk.stream().sorted().toList());
        for (String header : List.of(
                "Require-Capability",
                "Require-Bundle",
                "Service-Component",
                "DynamicImport-Package",
                "Bundle-RequiredExecutionEnvironment")) {
            assertNull(manifest.getValue(header), header);
        }
        assertEquals(
                List.of("org.trunkline.executors", "org.trunkline.validators"),
                Arrays.stream(ManifestElement.parseHeader("Export-Package", manifest.getValue("Export-Package")))
                        .map(ManifestElement::getValue)
                        .toList());
    }

    @Test
    void onCarbonsFrameworkEachIsAServiceOfItsOwnForEachUseAndAClassThatWso2sEngineFinds(@TempDir Path storage)
            throws Exception {
        Framework framework = new EquinoxFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        OFFERED));
        framework.start();
        try {
            BundleContext context = framework.getBundleContext();
            Bundle bundle = context.installBundle(JAR.toUri().toString());
            bundle.start();

            Map<String, String> names = new TreeMap<>();
            Set<String> validators = new TreeSet<>();
            for (ServiceReference<?> reference : context.getAllServiceReferences(Execution.class.getName(), null)) {
                String[] classes = (String[]) reference.getProperty("lifecycle.class");
                names.put(classes[0], classes.length > 1 ? classes[1] : "");
                assertEquals(Constants.SCOPE_PROTOTYPE, reference.getProperty(Constants.SERVICE_SCOPE));
                assertArrayEquals(new String[] {Execution.class.getName(), classes[0]}, (Object[])
                        reference.getProperty(Constants.OBJECTCLASS));
                twoUsesAreTwo(context.getServiceObjects(reference), classes[0]);
                bundle.loadClass(classes[0]).getConstructor().newInstance();
            }
            for (ServiceReference<?> reference :
                    context.getAllServiceReferences(CustomValidations.class.getName(), null)) {
                String[] classes = (String[]) reference.getProperty("lifecycle.class");
                twoUsesAreTwo(context.getServiceObjects(reference), classes[0]);
                validators.add(classes[1].substring(VALIDATORS.length()));
            }
            assertEquals(
                    List.of(
                            "AttributeExistenceValidator",
                            "AttributeValueCountValidator",
                            "AttributeValueValidator",
                            "CheckItemTickedValidator",
                            "PropertyValueValidator",
                            "TypedAssociationValidator",
                            "aggregators.AndAggregator",
                            "aggregators.IfThenAggregator",
                            "aggregators.NotAggregator",
                            "aggregators.OrAggregator"),
                    List.copyOf(validators));
            assertEquals(
                    Map.of(
                            ServiceVersionExecutor.class.getName(), WSO2 + "ServiceVersionExecutor",
                            SoapServiceVersionExecutor.class.getName(), WSO2 + "SOAPServiceVersionExecutor",
                            DemoteActionExecutor.class.getName(), WSO2 + "DemoteActionExecutor",
                            CopyExecutor.class.getName(), "",
                            OriginalAdvancingCopyExecutor.class.getName(), WSO2 + "CopyExecutor"),
                    names);
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    private static <S> void twoUsesAreTwo(ServiceObjects<S> objects, String name) {
        S one = objects.getService();
        S other = objects.getService();
        assertNotSame(one, other);
        assertEquals(name, one.getClass().getName());
        assertTrue(one.getClass().getClassLoader() != ExecutorsJarIT.class.getClassLoader());
        objects.ungetService(one);
        objects.ungetService(other);
    }
}
