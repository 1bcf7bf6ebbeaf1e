package org.trunkline.lifecycle.carbon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.lifecycle.engine.EngineSettings;
import org.trunkline.lifecycle.engine.HistoryEntry;
import org.trunkline.lifecycle.engine.LifecycleDefinitions;
import org.trunkline.lifecycle.engine.LifecycleEngine;
import org.trunkline.lifecycle.engine.PluginMissingException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.carbon.AspectEngine;
import org.trunkline.registry.carbon.internal.CarbonRegistry;
import org.trunkline.registry.testkit.InMemoryRegistry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.session.CurrentSession;

/** The whole way of a service: WSO2's interface, the engine, and the executors that promote. */
class PromotionTest {

    private static final String TRUNK = "/_system/governance/trunk/";
    private static final String TESTING = "/_system/governance/branches/testing/";
    private static final String SERVICE = TRUNK + "services/com/foo/Svc";
    private static final String WSDL = TRUNK + "wsdls/com/foo/Svc.wsdl";

    private final org.trunkline.registry.Registry system = new InMemoryRegistry();
    private AspectEngine aspects;
    private final CarbonRegistry registry = new CarbonRegistry(system, () -> Optional.ofNullable(aspects));
    private LifecycleEngine engine;

    @BeforeEach
    void open() throws Exception {
        engine = new LifecycleEngine(
                new LifecycleDefinitions(system),
                new CarbonPlugins(PromotionTest::find, registry),
                user -> Set.of(),
                Clock.systemUTC(),
                EngineSettings.DEFAULT);
        aspects = new CarbonAspects(engine, system);
        CurrentSession.setUser("alice");
        put(WSDL, "application/wsdl+xml", "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>");
        put(
                SERVICE,
                "application/vnd.wso2-service+xml",
                "<metadata xmlns=\"http://www.wso2.org/governance/metadata\"><overview><name>Svc</name>"
                        + "<namespace>http://foo.com</namespace><version>1.0.0</version></overview><interface><wsdlURL>"
                        + WSDL + "</wsdlURL></interface></metadata>");
        registry.addAssociation(SERVICE, WSDL, "depends");
        registry.addAssociation(WSDL, SERVICE, "usedBy");
        String execution = "<execution forEvent=\"Promote\" class=\"org.trunkline.executors.ServiceVersionExecutor\">"
                + "<parameter name=\"currentEnvironment\" value=\"" + TRUNK + "{@resourcePath}/{@resourceName}\"/>"
                + "<parameter name=\"targetEnvironment\" value=\"" + TESTING
                + "{@resourcePath}/{@version}/{@resourceName}\"/></execution>";
        engine.definitions()
                .add(
                        system,
                        "<aspect name=\"ServiceLifeCycle\" class=\"x.Y\"><configuration type=\"literal\">"
                                + "<lifecycle audit=\"true\"><scxml xmlns=\"http://www.w3.org/2005/07/scxml\""
                                + " version=\"1.0\" initialstate=\"Development\"><state id=\"Development\"><datamodel>"
                                + "<data name=\"checkItems\"><item name=\"Code Completed\" forEvent=\"\"/></data>"
                                + "<data name=\"transitionExecution\">" + execution + "</data></datamodel>"
                                + "<transition event=\"Promote\" target=\"Testing\"/></state><state id=\"Testing\"/>"
                                + "</scxml></lifecycle></configuration></aspect>");
        registry.associateAspect(SERVICE, "ServiceLifeCycle");
    }

    @AfterEach
    void close() {
        CurrentSession.removeUser();
        engine.close();
    }

    private void put(String path, String mediaType, String content) throws RegistryException {
        Resource resource = registry.newResource();
        resource.setMediaType(mediaType);
        resource.setContent(content);
        registry.put(path, resource);
    }

    private static Class<?> find(String name) throws PluginMissingException {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new PluginMissingException("there is no such class", e);
        }
    }

    private String state(String path) throws RegistryException {
        return registry.get(path).getProperty("registry.lifecycle.ServiceLifeCycle.state");
    }

    @Test
    void aPromotedServiceIsInTestingWithItsWsdlAndTheOneInTrunkStays() throws Exception {
        registry.invokeAspect(SERVICE, "ServiceLifeCycle", "Promote", Map.of(SERVICE, "2.0.0", WSDL, "1.0.1"));
        String promoted = TESTING + "services/com/foo/2.0.0/Svc";
        String wsdl = TESTING + "wsdls/com/foo/1.0.1/Svc.wsdl";
        assertEquals("Testing", state(promoted));
        assertEquals("Development", state(SERVICE));
        assertTrue(registry.resourceExists(wsdl));
        String content = new String((byte[]) registry.get(promoted).getContent(), StandardCharsets.UTF_8);
        assertTrue(content.contains(wsdl), content);
        assertTrue(content.contains("2.0.0"), content);
        List<HistoryEntry> history = engine.history(system, RegistryPath.of(promoted));
        HistoryEntry last = history.get(history.size() - 1);
        assertEquals(Optional.of("Testing"), last.target());
        assertEquals(List.of("org.trunkline.executors.ServiceVersionExecutor"), last.executions());
        assertEquals("alice", last.user());
    }

    @Test
    void aVersionThatIsNoneIsRefusedAndNothingIsPromoted() throws Exception {
        long before = system.revision();
        RegistryException e = assertThrows(
                RegistryException.class,
                () -> registry.invokeAspect(
                        SERVICE, "ServiceLifeCycle", "Promote", Map.of(SERVICE, "one", WSDL, "1.0.1")));
        assertTrue(e.getMessage().contains("one"), e.getMessage());
        assertEquals(before, system.revision());
        assertFalse(registry.resourceExists(TESTING + "wsdls/com/foo/1.0.1/Svc.wsdl"));
    }
}
