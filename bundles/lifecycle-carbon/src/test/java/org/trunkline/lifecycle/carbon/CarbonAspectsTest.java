package org.trunkline.lifecycle.carbon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.lifecycle.engine.EngineSettings;
import org.trunkline.lifecycle.engine.LifecycleDefinitions;
import org.trunkline.lifecycle.engine.LifecycleEngine;
import org.trunkline.lifecycle.engine.PluginMissingException;
import org.trunkline.registry.carbon.AspectEngine;
import org.trunkline.registry.carbon.internal.CarbonRegistry;
import org.trunkline.registry.testkit.InMemoryRegistry;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourcePath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;
import org.wso2.carbon.registry.core.session.CurrentSession;

class CarbonAspectsTest {

    private static final String PATH = "/_system/governance/trunk/services/Svc";
    private static final String COPY = "/_system/governance/branches/testing/services/1.0.0/Svc";
    private static final String STATE = "registry.lifecycle.T.state";

    private final org.trunkline.registry.Registry system = new InMemoryRegistry();
    private AspectEngine aspects;
    private final CarbonRegistry registry = new CarbonRegistry(system, () -> Optional.ofNullable(aspects));
    private LifecycleEngine engine;

    @BeforeEach
    void open() throws Exception {
        engine = new LifecycleEngine(
                new LifecycleDefinitions(system),
                new CarbonPlugins(CarbonAspectsTest::find, registry),
                user -> Set.of(),
                Clock.systemUTC(),
                EngineSettings.DEFAULT);
        aspects = new CarbonAspects(engine, system);
        CurrentSession.setUser("alice");
        Resource resource = registry.newResource();
        resource.setMediaType("text/plain");
        resource.setContent("hello");
        registry.put(PATH, resource);
    }

    @AfterEach
    void close() {
        CurrentSession.removeUser();
        engine.close();
    }

    private static Class<?> find(String name) throws PluginMissingException {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new PluginMissingException("there is no such class", e);
        }
    }

    private void attach(Class<?> execution, String more) throws Exception {
        engine.definitions()
                .add(
                        system,
                        "<aspect name=\"T\" class=\"x.Y\"><configuration type=\"literal\"><lifecycle audit=\"true\">"
                                + "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" initialstate=\"A\">"
                                + "<state id=\"A\"><datamodel><data name=\"transitionExecution\"><execution forEvent=\"Promote\""
                                + " class=\"" + execution.getName()
                                + "\"><parameter name=\"key\" value=\"v\"/></execution>"
                                + "</data>" + more + "</datamodel><transition event=\"Promote\" target=\"B\"/></state>"
                                + "<state id=\"B\"/></scxml></lifecycle></configuration></aspect>");
        registry.associateAspect(PATH, "T");
    }

    private void promote() throws RegistryException {
        registry.invokeAspect(PATH, "T", "Promote");
    }

    private String state(String path) throws RegistryException {
        return registry.get(path).getProperty(STATE);
    }

    /** Writes what it sees and its parameter into properties of the resource. */
    public static final class Noting implements Execution {

        private Map<?, ?> parameters;

        @Override
        @SuppressWarnings("rawtypes")
        public void init(Map given) {
            parameters = given;
        }

        @Override
        public boolean execute(RequestContext context, String from, String to) {
            context.getResource()
                    .setProperty(
                            "noted",
                            parameters.get("key") + " " + from + " " + to + " " + CurrentSession.getUser() + " "
                                    + context.getAction() + " " + context.getProperty("parameterNames"));
            return true;
        }
    }

    @Test
    void anExecutionSeesWhatWso2sServerShowsItAndItsChangesAreKept() throws Exception {
        attach(Noting.class, "");
        registry.invokeAspect(PATH, "T", "Promote", Map.of("/x", "1.0.0"));
        assertEquals("v A B alice Promote [/x]", registry.get(PATH).getProperty("noted"));
        assertEquals("B", state(PATH));
        assertArrayEquals("hello".getBytes(), (byte[]) registry.get(PATH).getContent());
    }

    /** Copies in a transaction of its own, attaches the lifecycle to the copy, and lets it get the state. */
    public static final class Copying implements Execution {

        @Override
        @SuppressWarnings("rawtypes")
        public void init(Map given) {}

        @Override
        public boolean execute(RequestContext context, String from, String to) {
            try {
                Registry registry = context.getSystemRegistry();
                registry.beginTransaction();
                Resource copy = registry.newResource();
                copy.setContent(context.getResource().getContent());
                registry.put(COPY, copy);
                registry.associateAspect(COPY, "T");
                registry.commitTransaction();
                context.setResource(registry.get(COPY));
                context.setResourcePath(new ResourcePath(COPY));
                return true;
            } catch (RegistryException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void anExecutionWithATransactionOfItsOwnLeadsTheCopyOn() throws Exception {
        attach(Copying.class, "");
        promote();
        assertEquals("B", state(COPY));
        assertEquals("A", state(PATH));
        assertArrayEquals("hello".getBytes(), (byte[]) registry.get(COPY).getContent());
    }

    /** Writes something, then fails with a message. */
    public static final class Failing implements Execution {

        @Override
        @SuppressWarnings("rawtypes")
        public void init(Map given) {}

        @Override
        public boolean execute(RequestContext context, String from, String to) {
            try {
                context.getRegistry().put(COPY, context.getRegistry().newResource());
            } catch (RegistryException e) {
                throw new IllegalStateException(e);
            }
            context.setProperty("executorMessage", "a version is there");
            return false;
        }
    }

    @Test
    void theMessageOfAnExecutionIsToldAndEverythingUndone() throws Exception {
        attach(Failing.class, "");
        RegistryException e = assertThrows(RegistryException.class, this::promote);
        assertTrue(e.getMessage().endsWith("failed: a version is there"), e.getMessage());
        assertTrue(e.getMessage().contains(Failing.class.getName()), e.getMessage());
        assertFalse(registry.resourceExists(COPY));
        assertEquals("A", state(PATH));
    }

    /** Refuses the new state the way WSO2's DemoteActionExecutor does. */
    public static final class Staying implements Execution {

        @Override
        @SuppressWarnings("rawtypes")
        public void init(Map given) {}

        @Override
        public boolean execute(RequestContext context, String from, String to) {
            context.setResource(null);
            return true;
        }
    }

    @Test
    void anExecutionThatTakesTheResourceAwayKeepsTheState() throws Exception {
        attach(Staying.class, "");
        promote();
        assertEquals("A", state(PATH));
    }

    /** Says no. */
    public static final class Denying implements CustomValidations {

        @Override
        @SuppressWarnings("rawtypes")
        public void init(Map given) {}

        @Override
        public boolean validate(RequestContext context) {
            return false;
        }
    }

    @Test
    void aValidationOfWso2sTypeIsAsked() throws Exception {
        attach(
                Noting.class,
                "<data name=\"transitionValidation\"><validation forEvent=\"Promote\" class=\""
                        + Denying.class.getName() + "\"/></data>");
        RegistryException e = assertThrows(RegistryException.class, this::promote);
        assertTrue(e.getMessage().contains("the validation " + Denying.class.getName()), e.getMessage());
        assertNull(registry.get(PATH).getProperty("noted"));
    }

    @Test
    void itemsAreTickedByClicksAndVotesGivenThroughWso2sActions() throws Exception {
        attach(
                Noting.class,
                "<data name=\"checkItems\"><item name=\"x\" forEvent=\"Promote\"/></data><data name=\"transitionApproval\">"
                        + "<approval forEvent=\"Promote\" votes=\"1\"/></data>");
        assertArrayEquals(new String[0], registry.getAspectActions(PATH, "T"));
        registry.invokeAspect(PATH, "T", "itemClick", Map.of("0.item", "true"));
        registry.invokeAspect(PATH, "T", "voteClick", Map.of("0.vote", "true"));
        assertArrayEquals(new String[] {"Promote"}, registry.getAspectActions(PATH, "T"));
        promote();
        assertEquals("B", state(PATH));
    }

    @Test
    void whatIsNotThereIsToldInWso2sWords() throws Exception {
        attach(Noting.class, "");
        assertArrayEquals(new String[] {"T"}, registry.getAvailableAspects());
        assertTrue(assertThrows(RegistryException.class, () -> registry.associateAspect(PATH, "U"))
                .getMessage()
                .startsWith("Couldn't find aspectName 'U'"));
        assertEquals(
                "Aspect 'U' is not registered!",
                assertThrows(RegistryException.class, () -> registry.invokeAspect(PATH, "U", "Promote"))
                        .getMessage());
        registry.put("/other", registry.newResource());
        assertEquals(
                "Resource at '/other' not associated with aspect 'T'",
                assertThrows(RegistryException.class, () -> registry.invokeAspect("/other", "T", "Promote"))
                        .getMessage());
    }

    /** Has no constructor that could be called. */
    public static final class Unmakeable implements Execution {

        public Unmakeable(int unused) {}

        @Override
        @SuppressWarnings("rawtypes")
        public void init(Map given) {}

        @Override
        public boolean execute(RequestContext context, String from, String to) {
            return true;
        }
    }

    @Test
    void aClassThatCannotBeMadeIsRefusedWithTheReason() throws Exception {
        attach(Unmakeable.class, "");
        assertTrue(assertThrows(RegistryException.class, this::promote)
                .getMessage()
                .contains("it needs a public constructor without parameters"));
    }
}
