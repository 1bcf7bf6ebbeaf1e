package org.trunkline.lifecycle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.lifecycle.engine.Fixture.RESOURCE;
import static org.trunkline.lifecycle.engine.Fixture.aspect;
import static org.trunkline.lifecycle.engine.Fixture.state;
import static org.trunkline.lifecycle.engine.Fixture.to;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.lifecycle.InvalidLifecycleException;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;

class LifecycleDefinitionsTest {

    private Fixture fixture;
    private Registry registry;
    private LifecycleDefinitions definitions;

    @BeforeEach
    void open() throws Exception {
        fixture = new Fixture();
        registry = fixture.system;
        definitions = fixture.definitions;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void put(RegistryPath path, String text) throws Exception {
        registry.put(path, ResourceDraft.resource().content(ResourceContent.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aLifecycleIsKeptAsItWasGivenWhereWso2KeepsIt() throws Exception {
        String xml = aspect("T", state("A", ""));
        definitions.add(registry, xml);
        RegistryPath place =
                RegistryPath.of("/_system/config/repository/components/org.wso2.carbon.governance/lifecycles/T");
        assertEquals(xml, new String(registry.content(place).readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(List.of("T"), definitions.names(registry));
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        definitions.add(registry, aspect("T", state("A", "")));
        assertTrue(fixture.refused(Kind.CONFLICT, () -> definitions.add(registry, aspect("T", state("B", ""))))
                .getMessage()
                .startsWith("there is a lifecycle 'T' already"));
    }

    @Test
    void whatIsNoLifecycleIsNotKept() {
        assertThrows(
                InvalidLifecycleException.class,
                () -> definitions.add(registry, aspect("T", state("A", to("Promote", "Nowhere")))));
    }

    @Test
    void statesThatWouldBeTheSamePropertyAreRefused() {
        InvalidLifecycleException e = assertThrows(
                InvalidLifecycleException.class,
                () -> definitions.check(registry, aspect("T", state("a.b", ""), state("a b", ""))));
        assertTrue(e.getMessage().contains("'a.b' and 'a b'"), e.getMessage());
    }

    @Test
    void whatDoesNotFitIntoAPropertyIsRefused() {
        String ui = "<data name=\"transitionUI\"><ui forEvent=\"" + "x".repeat(250) + "\" href=\"h\"/></data>";
        assertThrows(InvalidLifecycleException.class, () -> definitions.check(registry, aspect("T", state("A", ui))));
    }

    @Test
    void aLifecycleThatWasPutThereIsTakenUpAndABrokenOneIsToldApart() throws Exception {
        put(LifecycleDefinitions.HOME.child("T"), aspect("T", state("A", "")));
        put(LifecycleDefinitions.HOME.child("Other"), aspect("T", state("A", "")));
        put(LifecycleDefinitions.HOME.child("Broken"), "<aspect>");
        assertEquals(List.of("Broken", "Other", "T"), definitions.names(registry));
        assertEquals(
                "A", definitions.get(registry, "T").definition().initialState().id());
        assertTrue(fixture.refused(Kind.REFUSED, () -> definitions.get(registry, "Other"))
                .getMessage()
                .contains("it calls itself 'T'"));
        assertTrue(fixture.refused(Kind.REFUSED, () -> definitions.get(registry, "Broken"))
                .getMessage()
                .contains("is broken: line 1"));
        String before = definitions.get(registry, "T").version();
        put(LifecycleDefinitions.HOME.child("T"), aspect("T", state("B", "")));
        assertEquals(
                "B", definitions.get(registry, "T").definition().initialState().id());
        assertNotEquals(before, definitions.get(registry, "T").version());
    }

    @Test
    void aLifecycleInUseIsNotDeletedAndOneThatIsNotIs() throws Exception {
        definitions.add(registry, aspect("T", state("A", "")));
        definitions.add(registry, aspect("T2", state("A", "")));
        fixture.engine.attach(registry, RESOURCE, "T");
        assertEquals(
                "the lifecycle 'T' cannot be deleted: 1 resource has it: " + RESOURCE + "; detach it there first",
                fixture.refused(Kind.REFUSED, () -> definitions.delete(registry, "T"))
                        .getMessage());
        definitions.delete(registry, "T2");
        fixture.engine.detach(registry, RESOURCE, "T");
        definitions.delete(registry, "T");
        assertEquals(List.of(), definitions.names(registry));
        fixture.refused(Kind.NOT_FOUND, () -> definitions.delete(registry, "T"));
    }

    @Test
    void aStateChartOfItsOwnResourceIsAPartOfTheVersion() throws Exception {
        RegistryPath chart = RegistryPath.of("/_system/config/charts/t.xml");
        put(chart, Fixture.lifecycle(state("A", to("Promote", "B")), state("B", "")));
        definitions.add(
                registry,
                "<aspect name=\"T\" class=\"x.Y\"><configuration type=\"resource\">" + chart
                        + "</configuration></aspect>");
        fixture.engine.attach(registry, RESOURCE, "T");
        put(chart, Fixture.lifecycle(state("C", "")));
        assertEquals(
                "C", definitions.get(registry, "T").definition().initialState().id());
        StoredLifecycle kept = new LifecycleDefinitions(registry)
                .version(
                        registry,
                        "T",
                        fixture.properties()
                                .first("trunkline.lifecycle.T.version")
                                .orElseThrow());
        assertEquals("A", kept.definition().initialState().id());
    }
}
