package org.trunkline.lifecycle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.function.Executable;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.testkit.InMemoryRegistry;

/** An engine over a registry in memory, with a resource, plug-ins by class name, users with roles, and a clock to set. */
final class Fixture implements AutoCloseable {

    static final RegistryPath RESOURCE = RegistryPath.of("/_system/governance/trunk/services/com/foo/Svc");

    final TestClock clock = new TestClock();
    final Registry system = new InMemoryRegistry(clock);
    final Registry alice = system.actingAs("alice");
    final Registry bob = system.actingAs("bob");
    final Map<String, Execution> executions = new ConcurrentHashMap<>();
    final Map<String, Validation> validations = new ConcurrentHashMap<>();
    final Map<String, Set<String>> roles = new ConcurrentHashMap<>();
    final LifecycleDefinitions definitions = new LifecycleDefinitions(system);
    final LifecycleEngine engine;

    Fixture() throws RegistryException {
        this(EngineSettings.DEFAULT);
    }

    Fixture(EngineSettings settings) throws RegistryException {
        engine = new LifecycleEngine(
                definitions, new ByName(), user -> roles.getOrDefault(user, Set.of()), clock, settings);
        system.put(
                RESOURCE,
                ResourceDraft.resource()
                        .mediaType("application/vnd.wso2-service+xml")
                        .content(ResourceContent.of("<service/>".getBytes())));
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Adds a lifecycle and attaches it to the resource. */
    void attach(String name, String... states) throws Exception {
        definitions.add(system, aspect(name, states));
        engine.attach(alice, RESOURCE, name);
    }

    static String aspect(String name, String... states) {
        return "<aspect name=\"" + name
                + "\" class=\"org.wso2.carbon.governance.registry.extensions.aspects.DefaultLifeCycle\">"
                + "<configuration type=\"literal\">" + lifecycle(states) + "</configuration></aspect>";
    }

    static String lifecycle(String... states) {
        String all = String.join("", Arrays.asList(states));
        String initial = all.replaceFirst("(?s).*?<state id=\"([^\"]*)\".*", "$1");
        return "<lifecycle audit=\"true\"><scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\""
                + " initialstate=\"" + initial + "\">" + all + "</scxml></lifecycle>";
    }

    /** @param content {@code data} elements, then transitions */
    static String state(String id, String content) {
        int transitions = content.indexOf("<transition ");
        String data = transitions < 0 ? content : content.substring(0, transitions);
        String rest = transitions < 0 ? "" : content.substring(transitions);
        return "<state id=\"" + id + "\">" + (data.isEmpty() ? "" : "<datamodel>" + data + "</datamodel>") + rest
                + "</state>";
    }

    static String data(String name, String content) {
        return "<data name=\"" + name + "\">" + content + "</data>";
    }

    static String to(String event, String target) {
        return "<transition event=\"" + event + "\" target=\"" + target + "\"/>";
    }

    static String executions(String event, String... classes) {
        StringBuilder all = new StringBuilder();
        for (String name : classes) {
            all.append("<execution forEvent=\"")
                    .append(event)
                    .append("\" class=\"")
                    .append(name)
                    .append("\"/>");
        }
        return data("transitionExecution", all.toString());
    }

    ResourceProperties properties() throws RegistryException {
        return system.get(RESOURCE).properties();
    }

    String state(String lifecycle) throws RegistryException {
        return engine.status(alice, RESOURCE, lifecycle).state().id();
    }

    /** Asserts that it is refused, and that nothing changes. */
    RegistryException refused(RegistryException.Kind kind, Executable action) throws RegistryException {
        long before = system.revision();
        RegistryException e = assertThrows(RegistryException.class, action);
        assertEquals(kind, e.kind(), e.getMessage());
        assertEquals(before, system.revision(), "something was changed");
        return e;
    }

    /** Plug-ins that a test made, by class name. */
    private final class ByName implements Plugins {

        @Override
        public Optional<String> missing(PluginUse use) {
            String name = use.element().className();
            return executions.containsKey(name) || validations.containsKey(name)
                    ? Optional.empty()
                    : Optional.of("there is no such class");
        }

        @Override
        public Execution execution(PluginUse use) {
            return executions.get(use.element().className());
        }

        @Override
        public Validation validation(PluginUse use) {
            return validations.get(use.element().className());
        }
    }

    /** Stands still until it is told to go on. */
    static final class TestClock extends Clock {

        private volatile Instant now = Instant.parse("2026-01-02T03:04:05.678Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock has one zone");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
