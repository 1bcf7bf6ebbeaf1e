package org.trunkline.registry.carbon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trunkline.registry.carbon.internal.CarbonRegistry;
import org.trunkline.registry.testkit.InMemoryRegistry;
import org.wso2.carbon.registry.core.Registry;

/**
 * Compares this registry with WSO2's own. The file wso2-registry-4.6.0.txt holds what WSO2's EmbeddedRegistry of
 * registry.core 4.6.0 answered, with H2 1.4.200, its built-in handlers for comments, ratings and tags, and a realm that
 * allows everything; differences.txt what this one answers where it does otherwise on purpose, as docs/differences.md says.
 */
class WsoScenariosTest {

    private static final Map<String, String> WSO2 = read("wso2-registry-4.6.0.txt");
    private static final Map<String, String> DIFFERENCES = read("differences.txt");

    private static Map<String, String> read(String file) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        try (InputStream in = WsoScenariosTest.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : text.substring("== ".length()).split("\n== ")) {
                int end = part.indexOf('\n');
                outcomes.put(part.substring(0, end), part.substring(end + 1).stripTrailing());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return outcomes;
    }

    @TestFactory
    Stream<DynamicTest> eachScenarioEndsAsWithWso2sRegistryOrAsTheDifferencesSay() {
        return Scenarios.all().entrySet().stream()
                .map(scenario -> dynamicTest(scenario.getKey(), () -> {
                    String name = scenario.getKey();
                    assertEquals(DIFFERENCES.getOrDefault(name, WSO2.get(name)), play(scenario.getValue()));
                }));
    }

    private static String play(Scenarios.Scenario scenario) throws Exception {
        Registry registry = new CarbonRegistry(new InMemoryRegistry(), Optional::empty);
        String at = "/x10";
        Outcome outcome = new Outcome();
        scenario.play(registry, at, outcome);
        return outcome.toString()
                .replace(at.substring(1) + "/", "x/")
                .replace(at, "/x")
                .stripTrailing();
    }

    @Test
    void eachDifferenceIsOne() {
        DIFFERENCES.forEach((name, outcome) -> assertNotEquals(WSO2.get(name), outcome, name));
    }

    @Test
    void eachScenarioWasPlayedWithWso2sRegistry() {
        assertEquals(WSO2.keySet(), Scenarios.all().keySet());
    }
}
