package org.trunkline.lifecycle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.lifecycle.engine.Fixture.RESOURCE;
import static org.trunkline.lifecycle.engine.Fixture.data;
import static org.trunkline.lifecycle.engine.Fixture.executions;
import static org.trunkline.lifecycle.engine.Fixture.state;
import static org.trunkline.lifecycle.engine.Fixture.to;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;

@Timeout(60)
class TransitionTest {

    private static final RegistryPath COPY = RegistryPath.of("/_system/governance/branches/testing/services/Svc");

    private Fixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new Fixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void attach(String... classes) throws Exception {
        fixture.attach(
                "T", state("A", executions("Promote", classes) + to("Promote", "B")), state("B", to("Promote", "A")));
    }

    private TransitionResult promote() throws RegistryException {
        return promote(TransitionRequest.of("Promote"));
    }

    private TransitionResult promote(TransitionRequest request) throws RegistryException {
        return fixture.engine.transition(fixture.alice, RESOURCE, "T", request);
    }

    // ---- order

    @Test
    void validationsOfItemsComeFirstThenThoseOfTheTransitionThenExecutionsAllInTheOldState() throws Exception {
        List<String> calls = new ArrayList<>();
        for (String name : List.of("v.Item0", "v.Item1", "v.Transition")) {
            fixture.validations.put(name, transition -> calls.add(name));
        }
        for (String name : List.of("x.First", "x.Second")) {
            fixture.executions.put(
                    name,
                    transition -> calls.add(name
                            + transition.registry().get(RESOURCE).properties().all("registry.lifecycle.T.state")));
        }
        fixture.attach(
                "T",
                state(
                        "A",
                        data(
                                        "transitionValidation",
                                        "<validation forEvent=\"Promote\" class=\"v.Transition\"/>"
                                                + "<validation forEvent=\"Other\" class=\"v.Other\"/>")
                                + executions("Promote", "x.First", "x.Second")
                                + data("checkItems", item("0") + item("1"))
                                + to("Promote", "B")),
                state("B", ""));
        TransitionResult result = promote();
        assertEquals(List.of("v.Item0", "v.Item1", "v.Transition", "x.First[A]", "x.Second[A]"), calls);
        assertEquals(List.of("x.First", "x.Second"), result.executions());
    }

    private static String item(String number) {
        return "<item name=\"i" + number + "\"><validations><validation forEvent=\"Promote\" class=\"v.Item" + number
                + "\"/></validations></item>";
    }

    @Test
    void aPluginSeesEverythingOfTheTransition() throws Exception {
        attach("x.Look");
        AtomicReference<String> seen = new AtomicReference<>();
        fixture.executions.put("x.Look", transition -> {
            seen.set(transition.lifecycle() + " " + transition.event() + " " + transition.from() + " " + transition.to()
                    + " " + transition.path() + " " + transition.registry().user() + " " + transition.parameters());
            return true;
        });
        promote(TransitionRequest.of("Promote").parameter("/a/b", "2.0.0"));
        assertEquals("T Promote A B " + RESOURCE + " alice {/a/b=2.0.0}", seen.get());
    }

    // ---- what an execution can do

    @Test
    void theResourceAtTheNewPathGetsTheStateAndTheOriginalStays() throws Exception {
        attach("x.Copy");
        fixture.executions.put("x.Copy", this::copy);
        TransitionResult result = promote();
        assertEquals(COPY, result.path());
        assertEquals(
                "B", fixture.engine.status(fixture.alice, COPY, "T").state().id());
        assertEquals("A", fixture.state("T"));
        HistoryEntry entry = fixture.engine.history(fixture.alice, COPY).get(0);
        assertEquals(Optional.of(RESOURCE), entry.original());
    }

    private boolean copy(TransitionContext transition) throws RegistryException {
        transition.registry().copy(transition.path(), COPY);
        transition.path(COPY);
        return true;
    }

    @Test
    void theOriginalGoesIfTheCallerWantsThat() throws Exception {
        attach("x.Copy");
        fixture.executions.put("x.Copy", this::copy);
        promote(TransitionRequest.of("Promote").parameter("preserveOriginal", "false"));
        assertTrue(fixture.system.find(RESOURCE).isEmpty());
        assertTrue(fixture.system.find(COPY).isPresent());
    }

    @Test
    void aTransitionInPlaceKeepsTheResourceEvenIfTheOriginalIsNotToStay() throws Exception {
        fixture.system.tag(RESOURCE, "tagged");
        attach();
        promote(TransitionRequest.of("Promote").parameter("preserveOriginal", "false"));
        assertEquals(1, fixture.system.tags(RESOURCE).size());
        assertEquals("B", fixture.state("T"));
    }

    @Test
    void aReplacementIsPutWithTheNewState() throws Exception {
        attach("x.Replace");
        fixture.executions.put("x.Replace", transition -> {
            InputStream content = transition.registry().content(transition.path());
            transition.replacement(ResourceDraft.of(transition.original())
                    .description("replaced")
                    .content(ResourceContent.of(content)));
            return true;
        });
        promote();
        assertEquals(Optional.of("replaced"), fixture.system.get(RESOURCE).description());
        assertEquals("<service/>", new String(fixture.system.content(RESOURCE).readAllBytes()));
        assertEquals("B", fixture.state("T"));
    }

    @Test
    void whatAnExecutionWritesToTheResourceItselfStays() throws Exception {
        attach("x.Write");
        fixture.executions.put("x.Write", transition -> {
            Resource now = transition.registry().get(RESOURCE);
            transition
                    .registry()
                    .put(
                            RESOURCE,
                            ResourceDraft.of(now).properties(now.properties().with("mine", "1")));
            return true;
        });
        promote();
        assertEquals(Optional.of("1"), fixture.properties().first("mine"));
        assertEquals("B", fixture.state("T"));
    }

    @Test
    void anExecutionMaySucceedAndKeepTheState() throws Exception {
        attach("x.Keep");
        fixture.executions.put("x.Keep", transition -> {
            transition.keepState();
            return true;
        });
        assertEquals("A", promote().to());
        assertEquals("A", fixture.state("T"));
    }

    @Test
    void anExecutionMayUseTransactionsAndTheEngineItself() throws Exception {
        attach("x.Nest");
        fixture.executions.put("x.Nest", transition -> {
            try (RegistryTransaction nested = transition.registry().begin()) {
                transition.registry().put(COPY, ResourceDraft.resource());
                fixture.engine.attach(transition.registry(), COPY, "T");
                nested.commit();
            }
            return true;
        });
        promote();
        assertEquals(
                "A", fixture.engine.status(fixture.alice, COPY, "T").state().id());
    }

    @Test
    void aTransitionIsAPartOfTheCallersTransaction() throws Exception {
        attach("x.Write");
        fixture.executions.put("x.Write", this::copy);
        long before = fixture.system.revision();
        RegistryTransaction outer = fixture.alice.begin();
        promote();
        outer.close();
        assertEquals(before, fixture.system.revision());
        assertEquals("A", fixture.state("T"));
    }

    // ---- failures

    @Test
    void anExecutionThatSaysNoRollsEverythingBackAndIsNamedWithItsMessage() throws Exception {
        attach("x.Write", "x.No");
        fixture.executions.put("x.Write", this::copy);
        fixture.executions.put("x.No", transition -> {
            transition.message("no version given");
            return false;
        });
        assertEquals(
                "the execution x.No of the state 'A' for the event 'Promote' of the lifecycle 'T' on " + RESOURCE
                        + " failed: no version given",
                fixture.refused(Kind.REFUSED, this::promote).getMessage());
        assertTrue(fixture.system.find(COPY).isEmpty());
        assertEquals(1, fixture.engine.history(fixture.alice, RESOURCE).size());
    }

    @Test
    void whatAnExecutionThrowsIsToldAndKept() throws Exception {
        attach("x.Throw");
        for (Throwable thrown : List.of(
                new IllegalStateException("broken"),
                new NoClassDefFoundError("org/wso2/Missing"),
                new StackOverflowError(),
                new AssertionError("never"))) {
            fixture.executions.put("x.Throw", transition -> {
                copy(transition);
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (Exception) thrown;
            });
            RegistryException e = fixture.refused(Kind.REFUSED, this::promote);
            assertSame(thrown, e.getCause());
            assertTrue(e.getMessage().startsWith("the execution x.Throw of the state 'A'"), e.getMessage());
            assertTrue(e.getMessage().contains(thrown.getClass().getName()), e.getMessage());
        }
        fixture.executions.put("x.Throw", transition -> true);
        assertEquals("B", promote().to());
    }

    @Test
    void aNestedTransactionThatWasRolledBackUndoesTheTransition() throws Exception {
        attach("x.Undo");
        fixture.executions.put("x.Undo", transition -> {
            transition.registry().begin().close();
            return true;
        });
        fixture.refused(Kind.REFUSED, this::promote);
    }

    @Test
    void aValidationThatSaysNoIsNamedAndNothingIsExecuted() throws Exception {
        fixture.validations.put("v.No", transition -> false);
        fixture.executions.put("x.Never", transition -> {
            throw new AssertionError("called");
        });
        fixture.attach(
                "T",
                state(
                        "A",
                        data("transitionValidation", "<validation forEvent=\"Promote\" class=\"v.No\"/>")
                                + executions("Promote", "x.Never")
                                + to("Promote", "B")),
                state("B", ""));
        assertTrue(fixture.refused(Kind.REFUSED, this::promote)
                .getMessage()
                .startsWith("the validation v.No of the state 'A' for the event 'Promote'"));
    }

    @Test
    void tickingIsUndoneWithTheTransitionThatWasToTick() throws Exception {
        fixture.executions.put("x.No", transition -> false);
        fixture.attach(
                "T",
                state(
                        "A",
                        data("checkItems", "<item name=\"x\"/>") + executions("Promote", "x.No") + to("Promote", "A")));
        fixture.refused(
                Kind.REFUSED, () -> promote(TransitionRequest.of("Promote").parameter("0.item", "true")));
        assertFalse(fixture.engine
                .status(fixture.alice, RESOURCE, "T")
                .item("x")
                .orElseThrow()
                .ticked());
    }

    @Test
    void aRaceHasOneWinnerAndTheOtherIsTold() throws Exception {
        attach("x.Meet");
        for (int round = 0; round < 20; round++) {
            CyclicBarrier start = new CyclicBarrier(2);
            fixture.executions.put("x.Meet", transition -> true);
            String before = fixture.state("T");
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                Callable<Object> one = () -> {
                    start.await();
                    try {
                        return promote(TransitionRequest.of("Promote").expecting(before));
                    } catch (RegistryException e) {
                        return e.kind();
                    }
                };
                List<Object> ends = new ArrayList<>();
                for (Future<Object> end : two.invokeAll(List.of(one, one))) {
                    ends.add(end.get());
                }
                assertEquals(1, ends.stream().filter(Kind.CONFLICT::equals).count(), ends.toString());
            } finally {
                two.shutdown();
            }
            assertEquals(before.equals("A") ? "B" : "A", fixture.state("T"));
        }
    }

    @Test
    void anExecutionThatSetsTheStateItselfIsInConflict() throws Exception {
        attach("x.Set");
        fixture.executions.put("x.Set", transition -> {
            Resource now = transition.registry().get(RESOURCE);
            transition
                    .registry()
                    .put(
                            RESOURCE,
                            ResourceDraft.of(now).properties(now.properties().with("registry.lifecycle.T.state", "B")));
            return true;
        });
        fixture.refused(Kind.CONFLICT, this::promote);
    }

    // ---- time

    @Test
    void anExecutionThatHangsIsInterruptedRolledBackNamedAndLocksNobodyOut() throws Exception {
        fixture.close();
        fixture = new Fixture(new EngineSettings(Duration.ofMillis(300), false));
        attach("x.Hang");
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<RegistryException> later = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
        fixture.executions.put("x.Hang", transition -> {
            Registry registry = transition.registry();
            copy(transition);
            while (letGo.getCount() > 0) {
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
            later.set(assertThrows(RegistryException.class, () -> registry.put(COPY, ResourceDraft.resource())));
            ended.countDown();
            return true;
        });
        RegistryException e = fixture.refused(Kind.UNAVAILABLE, this::promote);
        assertTrue(e.getMessage().contains("x.Hang of the state 'A'"), e.getMessage());
        assertTrue(e.getMessage().contains("has not returned within 300 ms"), e.getMessage());
        HangingExecution hanging = fixture.engine.hanging().get(0);
        assertTrue(hanging.what().contains("x.Hang"), hanging.what());
        assertTrue(hanging.thread().startsWith("trunkline-execution-"), hanging.thread());

        fixture.executions.put("x.Hang", transition -> true);
        assertEquals("B", promote().to());

        letGo.countDown();
        assertTrue(ended.await(20, TimeUnit.SECONDS));
        assertEquals(Kind.REFUSED, later.get().kind());
        assertTrue(interrupted.get());
        assertTrue(fixture.system.find(COPY).isEmpty());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!fixture.engine.hanging().isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "it has ended and is still named");
            Thread.onSpinWait();
        }
    }

    @Test
    void anExecutionThatNeverStopsAskingTheRegistryIsOverdueToo() throws Exception {
        fixture.close();
        fixture = new Fixture(new EngineSettings(Duration.ofMillis(300), false));
        attach("x.Busy");
        fixture.executions.put("x.Busy", transition -> {
            while (true) {
                transition.registry().get(RESOURCE);
            }
        });
        fixture.refused(Kind.UNAVAILABLE, this::promote);
    }

    @Test
    void theRegistryOfATransitionIsOfNoUseAfterwards() throws Exception {
        attach("x.Keep");
        AtomicReference<Registry> kept = new AtomicReference<>();
        fixture.executions.put("x.Keep", transition -> {
            kept.set(transition.registry());
            return true;
        });
        promote();
        Thread[] other = new Thread[1];
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        other[0] = new Thread(() -> {
            try {
                kept.get().put(COPY, ResourceDraft.resource());
            } catch (RegistryException e) {
                thrown.set(e);
            }
        });
        other[0].start();
        other[0].join();
        assertEquals(Kind.REFUSED, ((RegistryException) thrown.get()).kind());
    }

    @Test
    void aCallerThatIsInterruptedUndoesTheTransitionAndStaysInterrupted() throws Exception {
        attach("x.Wait");
        CountDownLatch called = new CountDownLatch(1);
        fixture.executions.put("x.Wait", transition -> {
            called.countDown();
            new CountDownLatch(1).await();
            return true;
        });
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                called.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            caller.interrupt();
        });
        interrupter.start();
        RegistryException e = assertThrows(RegistryException.class, this::promote);
        assertTrue(Thread.interrupted());
        assertEquals(Kind.UNAVAILABLE, e.kind());
        assertEquals("A", fixture.state("T"));
    }

    // ---- rehearsal

    @Test
    void aRehearsalTellsWhatWouldBeWrittenAndChangesNothing() throws Exception {
        attach("x.Copy");
        fixture.executions.put("x.Copy", new Execution() {
            @Override
            public boolean execute(TransitionContext transition) throws RegistryException {
                return copy(transition);
            }

            @Override
            public boolean staysInTheRegistry() {
                return true;
            }
        });
        long before = fixture.system.revision();
        Rehearsal rehearsal = fixture.engine.rehearse(fixture.alice, RESOURCE, "T", TransitionRequest.of("Promote"));
        assertEquals(before, fixture.system.revision());
        assertTrue(rehearsal.tried());
        assertTrue(rehearsal.wouldHappen());
        assertEquals("A B", rehearsal.from() + " " + rehearsal.to());
        assertEquals(List.of("copy " + RESOURCE + " " + COPY), rehearsal.writes());
    }

    @Test
    void aRehearsalDoesNotCallWhatMayActOutsideOfTheRegistry() throws Exception {
        attach("x.Publish");
        fixture.executions.put("x.Publish", transition -> {
            throw new AssertionError("called");
        });
        Rehearsal rehearsal = fixture.engine.rehearse(fixture.alice, RESOURCE, "T", TransitionRequest.of("Promote"));
        assertFalse(rehearsal.tried());
        assertEquals(List.of("x.Publish"), rehearsal.calls());
        Rehearsal refused = fixture.engine.rehearse(fixture.alice, RESOURCE, "T", TransitionRequest.of("Never"));
        assertFalse(refused.wouldHappen());
        assertTrue(refused.refusals().get(0).contains("no such event"));
    }

    // ---- definitions

    @Test
    void aResourceGoesOnWithItsVersionUntilItIsMigrated() throws Exception {
        fixture.attach("T", state("A", data("checkItems", "<item name=\"x\"/>") + to("Promote", "B")), state("B", ""));
        fixture.engine.tick(fixture.alice, RESOURCE, "T", Map.of(0, true));
        fixture.definitions.update(
                fixture.system,
                Fixture.aspect(
                        "T",
                        state("A", data("checkItems", "<item name=\"new\"/><item name=\"x\"/>") + to("Forward", "C")),
                        state("C", "")));
        LifecycleDefinitions restarted = new LifecycleDefinitions(fixture.system);
        try (LifecycleEngine engine = new LifecycleEngine(
                restarted, new NoPlugins(), user -> Set.of(), fixture.clock, EngineSettings.DEFAULT)) {
            LifecycleStatus status = engine.status(fixture.alice, RESOURCE, "T");
            assertFalse(status.current());
            assertEquals(List.of("Promote"), status.state().events());
            engine.migrate(fixture.alice, RESOURCE, "T", Optional.empty());
            status = engine.status(fixture.alice, RESOURCE, "T");
            assertTrue(status.current());
            assertEquals(List.of("Forward"), status.state().events());
            assertEquals(
                    List.of(false, true),
                    status.items().stream().map(ItemStatus::ticked).toList());
        }
    }

    @Test
    void aResourceInAStateThatIsGoneIsMigratedToOneThatIsNamed() throws Exception {
        fixture.attach("T", state("A", to("Promote", "B")), state("B", ""));
        promote();
        fixture.definitions.update(fixture.system, Fixture.aspect("T", state("A", ""), state("C", "")));
        assertTrue(fixture.refused(
                        Kind.REFUSED, () -> fixture.engine.migrate(fixture.alice, RESOURCE, "T", Optional.empty()))
                .getMessage()
                .endsWith("it has no state 'B'; give one of A, C"));
        fixture.engine.migrate(fixture.alice, RESOURCE, "T", Optional.of("C"));
        assertEquals("C", fixture.state("T"));
    }

    private static final class NoPlugins implements Plugins {

        @Override
        public Optional<String> missing(PluginUse use) {
            return Optional.of("there are none");
        }

        @Override
        public Execution execution(PluginUse use) throws PluginMissingException {
            throw new PluginMissingException("there are none");
        }

        @Override
        public Validation validation(PluginUse use) throws PluginMissingException {
            throw new PluginMissingException("there are none");
        }
    }
}
