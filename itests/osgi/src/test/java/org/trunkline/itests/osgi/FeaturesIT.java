package org.trunkline.itests.osgi;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** All features together make a server in which every bundle runs and nothing waits in vain. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeaturesIT {

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime runtime;

    @Configuration
    public static Option[] everything() {
        List<Integer> ports = Features.freePorts(2);
        return new Option[] {Features.server("""
                    [management]
                    port = %d

                    [apim.sync_runtime_artifacts.publisher]

                    [apim.sync_runtime_artifacts.gateway]
                    gateway_labels = ["Production and Sandbox"]

                    [preview]
                    port = %d
                    """.formatted(ports.get(0), ports.get(1)))};
    }

    @Test
    public void everyBundleOfEveryFeatureIsActive() {
        List<String> notActive = Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE && !isFragment(bundle))
                .map(bundle -> bundle.getSymbolicName() + " is in state " + bundle.getState())
                .toList();

        assertEquals(List.of(), notActive);
    }

    @Test
    public void everyComponentIsSatisfiedButThoseThatNothingIsConfiguredFor() {
        Map<String, String> expected = Map.of(
                "FileArtifactStore", "configuration of org.trunkline.store.file",
                "GitHubStoreComponent", "configuration of org.trunkline.store.github",
                "RemoteStore", "configuration of org.trunkline.store.remote",
                "WebhookSecret", "configuration of org.trunkline.rest.github.webhook");

        Framework.await(
                () -> expected.equals(Components.waiting(runtime)),
                () -> expected + " to be all that waits, but it is " + Components.waiting(runtime));
    }

    @Test
    public void noBundleIsInTwoFeatures() {
        Map<String, List<String>> featuresOfBundle = new TreeMap<>();
        for (String feature : Features.all()) {
            for (Path jar : Features.bundlesOf(feature)) {
                featuresOfBundle
                        .computeIfAbsent(jar.getFileName().toString(), name -> new ArrayList<>())
                        .add(feature);
            }
        }

        featuresOfBundle.values().removeIf(features -> features.size() == 1);
        assertEquals(Map.of(), featuresOfBundle);
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}
