package org.trunkline.lifecycle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.lifecycle.engine.Fixture.RESOURCE;
import static org.trunkline.lifecycle.engine.Fixture.data;
import static org.trunkline.lifecycle.engine.Fixture.executions;
import static org.trunkline.lifecycle.engine.Fixture.state;
import static org.trunkline.lifecycle.engine.Fixture.to;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.registry.Association;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;

class LifecycleEngineTest {

    private Fixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new Fixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private TransitionResult promote() throws Exception {
        return fixture.engine.transition(fixture.alice, RESOURCE, "T", TransitionRequest.of("Promote"));
    }

    private static String items(String items) {
        return data("checkItems", items);
    }

    // ---- properties

    @Test
    void anAttachedResourceHasThePropertiesThatWso2sToolsRead() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        items(
                                        "<item name=\"I0\" forEvent=\"Promote\"><permissions><permission roles=\"dev\"/></permissions>"
                                                + "</item><item name=\"I1\"/>")
                                + data(
                                        "transitionApproval",
                                        "<approval forEvent=\"Promote\" roles=\"lead\" votes=\"1\"/>")
                                + data("transitionUI", "<ui forEvent=\"Promote\" href=\"../x.jsp\"/>")
                                + data(
                                        "transitionInput",
                                        "<inputs forEvent=\"Promote\"><input name=\"url\" required=\"true\" label=\"URL\""
                                                + " regex=\"h.*\"/></inputs>")
                                + data(
                                        "transitionScripts",
                                        "<js forEvent=\"Promote\"><console function=\"show\">"
                                                + "<script type=\"text/javascript\">x</script></console></js>")
                                + to("Promote", "B")
                                + "<checkpoints><checkpoint id=\"Old\" durationColour=\"red\">"
                                + "<boundary min=\"0d:0h:00m:20s\" max=\"1d:0h:00m:00s\"/></checkpoint></checkpoints>"),
                state("B", ""));
        Map<String, List<String>> properties = fixture.properties().asMap();
        String item = "registry.custom_lifecycle.checklist.option.T.";
        String vote = "registry.custom_lifecycle.votes.option.T.0.vote";
        assertEquals(List.of("T"), properties.get("registry.Aspects"));
        assertEquals(List.of("T"), properties.get("registry.LC.name"));
        assertEquals(List.of("T"), properties.get("registry.LC.name.T"));
        assertEquals(List.of("A"), properties.get("registry.lifecycle.T.state"));
        assertEquals(List.of("2026-01-02 03:04:05.678"), properties.get("registry.lifecycle.T.lastStateUpdatedTime"));
        assertEquals(List.of("status:A", "name:I0", "value:false", "order:0"), properties.get(item + "0.item"));
        assertEquals(List.of("dev"), properties.get(item + "0.item.permission"));
        assertEquals(List.of(item + "1.item.permission"), properties.get(item + "1.item.permission"));
        assertEquals(
                List.of("status:A", "name:Promote", "current:0", "votes:1", "users:", "order:0"), properties.get(vote));
        assertEquals(List.of("lead"), properties.get(vote + ".permission"));
        assertEquals(
                List.of("../x.jsp"), properties.get("registry.custom_lifecycle.checklist.transition.ui.T.Promote"));
        assertEquals(
                List.of("x", "show"),
                properties.get("registry.custom_lifecycle.checklist.js.script.console.T.A.Promote"));
        assertEquals(
                List.of("Promote", "url", "true", "URL", "", "", "h.*"),
                properties.get("registry.custom_lifecycle.inputs.T.A.0.url"));
        assertEquals(List.of("Old"), properties.get("registry.lifecycle.T.checkpoint"));
        assertEquals(
                List.of("Old", "0d:0h:00m:20s", "1d:0h:00m:00s", "2026-01-02 03:04:05.678", "red"),
                properties.get("registry.lifecycle.T.checkpoint.Old"));
    }

    @Test
    void aNewStateTakesNothingAlongOfTheOldOne() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        items("<item name=\"x\"/>")
                                + data("transitionUI", "<ui forEvent=\"Promote\" href=\"h\"/>")
                                + to("Promote", "B")),
                state("B", ""));
        promote();
        assertEquals(
                Set.of(
                        "registry.Aspects",
                        "registry.LC.name",
                        "registry.LC.name.T",
                        "registry.lifecycle.T.state",
                        "registry.lifecycle.T.lastStateUpdatedTime",
                        "trunkline.lifecycle.T.version",
                        "trunkline.lifecycle.T.since"),
                fixture.properties().asMap().keySet());
    }

    @Test
    void detachingLeavesTheResourceAsItWas() throws Exception {
        ResourceProperties before = fixture.properties();
        fixture.attach("T", state("A", items("<item name=\"x\"/>") + to("Promote", "A")));
        fixture.engine.detach(fixture.alice, RESOURCE, "T");
        assertEquals(before, fixture.properties());
        assertEquals(List.of(), fixture.engine.attached(fixture.alice, RESOURCE));
    }

    @Test
    void attachingTwiceIsAttachingOnce() throws Exception {
        fixture.attach("T", state("A", to("Promote", "B")), state("B", ""));
        promote();
        fixture.engine.attach(fixture.alice, RESOURCE, "T");
        assertEquals("B", fixture.state("T"));
        assertEquals(2, fixture.engine.history(fixture.alice, RESOURCE).size());
    }

    @Test
    void aStateWithDotsIsKeptWithBlanksAndReadBack() throws Exception {
        fixture.attach(
                "T", state("A", to("Promote", "Published.to.API")), state("Published.to.API", to("Promote", "A")));
        promote();
        assertEquals(
                "Published to API",
                fixture.properties().first("registry.lifecycle.T.state").orElseThrow());
        assertEquals("Published.to.API", fixture.state("T"));
        promote();
        assertEquals("A", fixture.state("T"));
    }

    @Test
    void lifecyclesWhoseNamesAreTheBeginningOfEachOtherDoNotTouch() throws Exception {
        String[] states = {
            state(
                    "A",
                    items("<item name=\"x\" forEvent=\"Go\"/>")
                            + data("transitionUI", "<ui forEvent=\"Go\" href=\"h\"/>")
                            + to("Go", "B")),
            state("B", "")
        };
        for (String name : List.of("LC", "LC2", "LC.2", "L")) {
            fixture.attach(name, states);
        }
        fixture.engine.tick(fixture.alice, RESOURCE, "LC", Map.of(0, true));
        fixture.engine.transition(fixture.alice, RESOURCE, "LC", TransitionRequest.of("Go"));
        fixture.engine.detach(fixture.alice, RESOURCE, "L");
        assertEquals(List.of("LC", "LC.2", "LC2"), fixture.engine.attached(fixture.alice, RESOURCE));
        assertEquals("B", fixture.state("LC"));
        for (String other : List.of("LC2", "LC.2")) {
            assertEquals("A", fixture.state(other));
            assertFalse(fixture.engine
                    .status(fixture.alice, RESOURCE, other)
                    .item("x")
                    .orElseThrow()
                    .ticked());
            assertEquals(
                    List.of("h"),
                    fixture.properties().all("registry.custom_lifecycle.checklist.transition.ui." + other + ".Go"));
        }
    }

    @Test
    void theLayoutFromBeforeVersion5IsReadAndRewritten() throws Exception {
        fixture.definitions.add(
                fixture.system,
                Fixture.aspect("T", state("A", items("<item name=\"x\"/><item name=\"y\"/>") + to("Promote", "A"))));
        String old = "registry.custom_lifecycle.checklist.option.";
        fixture.system.put(
                RESOURCE,
                ResourceDraft.of(fixture.system.get(RESOURCE))
                        .properties(ResourceProperties.NONE
                                .with("registry.LC.name", "T")
                                .with("registry.lifecycle.T.state", "A")
                                .with(old + "0.item", List.of("status:A", "name:x", "value:false", "order:0"))
                                .with(old + "1.item", List.of("status:A", "name:y", "value:true", "order:1"))));
        LifecycleStatus status = fixture.engine.status(fixture.alice, RESOURCE, "T");
        assertEquals(
                List.of(false, true),
                status.items().stream().map(ItemStatus::ticked).toList());
        fixture.engine.tick(fixture.alice, RESOURCE, "T", Map.of(0, true));
        status = fixture.engine.status(fixture.alice, RESOURCE, "T");
        assertEquals(
                List.of(true, true),
                status.items().stream().map(ItemStatus::ticked).toList());
        assertTrue(fixture.properties().first(old + "1.item").isEmpty());
    }

    @Test
    void aLifecycleOf500StatesIsGoneThrough() throws Exception {
        String[] states = IntStream.range(0, 500)
                .mapToObj(i -> state("S" + i, to("Promote", "S" + (i + 1) % 500)))
                .toArray(String[]::new);
        fixture.attach("T", states);
        for (int i = 1; i <= 5; i++) {
            assertEquals("S" + i, promote().to());
        }
    }

    // ---- check items, votes, roles

    @Test
    void anItemThatIsNotTickedBlocksTheEventsThatItNamesAndNoOthers() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        items(
                                        "<item name=\"Code. Completed: yes\" forEvent=\"Promote\"/><item name=\"n\" forEvent=\"\"/>")
                                + to("Promote", "B")
                                + to("Abort", "A")),
                state("B", ""));
        String message = fixture.refused(Kind.REFUSED, this::promote).getMessage();
        assertEquals(
                "the event 'Promote' of the state 'A' of the lifecycle 'T' on " + RESOURCE
                        + " is refused: the check item 0 'Code. Completed: yes' is not ticked; possible now: Abort",
                message);
        fixture.engine.tick(fixture.alice, RESOURCE, "T", Map.of(0, true));
        assertTrue(fixture.engine
                .status(fixture.alice, RESOURCE, "T")
                .item("Code. Completed: yes")
                .orElseThrow()
                .ticked());
        assertEquals("B", promote().to());
    }

    @Test
    void anItemIsTickedByTheTransitionThatNeedsIt() throws Exception {
        fixture.attach(
                "T", state("A", items("<item name=\"x\" forEvent=\"Promote\"/>") + to("Promote", "B")), state("B", ""));
        fixture.engine.transition(
                fixture.alice, RESOURCE, "T", TransitionRequest.of("Promote").parameter("0.item", "true"));
        assertEquals("B", fixture.state("T"));
        assertEquals(
                List.of("association", "itemClick", "transition"),
                fixture.engine.history(fixture.alice, RESOURCE).stream()
                        .map(entry -> entry.type().word())
                        .toList());
    }

    @Test
    void onlyWhoHasOneOfTheRolesTicksAndUnticks() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        items("<item name=\"x\"><permissions><permission roles=\"dev,qa\"/><permission roles=\"lead\"/>"
                                + "</permissions></item>")));
        fixture.roles.put("alice", Set.of("qa", "lead"));
        fixture.roles.put("bob", Set.of("dev"));
        assertEquals(
                "the user 'bob' may not tick the check item 'x': it needs the role lead",
                fixture.refused(Kind.FORBIDDEN, () -> fixture.engine.tick(fixture.bob, RESOURCE, "T", Map.of(0, true)))
                        .getMessage());
        fixture.engine.tick(fixture.alice, RESOURCE, "T", Map.of(0, true));
        fixture.refused(Kind.FORBIDDEN, () -> fixture.engine.tick(fixture.bob, RESOURCE, "T", Map.of(0, false)));
        fixture.engine.tick(fixture.alice, RESOURCE, "T", Map.of(0, false));
    }

    @Test
    void anItemThatDoesNotExistIsRefusedWithThoseThatDo() throws Exception {
        fixture.attach("T", state("A", items("<item name=\"x\"/>")));
        assertEquals(
                "the state 'A' of the lifecycle 'T' has no check item 7; there are 0 'x'",
                fixture.refused(
                                Kind.NOT_FOUND,
                                () -> fixture.engine.tick(fixture.alice, RESOURCE, "T", Map.of(7, true)))
                        .getMessage());
        fixture.refused(Kind.NOT_FOUND, () -> fixture.engine.vote(fixture.alice, RESOURCE, "T", Map.of(0, true)));
    }

    @Test
    void anEventNeedsItsVotesAndAUserHasOne() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        data("transitionApproval", "<approval forEvent=\"Promote\" roles=\"lead\" votes=\"2\"/>")
                                + to("Promote", "B")),
                state("B", ""));
        fixture.roles.put("alice", Set.of("lead"));
        assertTrue(fixture.refused(
                        Kind.FORBIDDEN, () -> fixture.engine.vote(fixture.bob, RESOURCE, "T", Map.of(0, true)))
                .getMessage()
                .contains("role lead"));
        fixture.engine.vote(fixture.alice, RESOURCE, "T", Map.of(0, true));
        fixture.engine.vote(fixture.alice, RESOURCE, "T", Map.of(0, true));
        assertTrue(fixture.refused(Kind.REFUSED, this::promote).getMessage().contains("it has 1 of 2 votes"));
        fixture.roles.put("bob", Set.of("lead"));
        fixture.engine.vote(fixture.bob, RESOURCE, "T", Map.of(0, true));
        fixture.engine.vote(fixture.alice, RESOURCE, "T", Map.of(0, false));
        fixture.refused(Kind.REFUSED, this::promote);
        fixture.engine.vote(fixture.alice, RESOURCE, "T", Map.of(0, true));
        assertEquals("B", promote().to());
    }

    @Test
    void aUserWhoseNameLooksLikeTwoCannotVoteTwice() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        data("transitionApproval", "<approval forEvent=\"Promote\" votes=\"2\"/>")
                                + to("Promote", "A")));
        fixture.refused(
                Kind.REFUSED,
                () -> fixture.engine.vote(fixture.system.actingAs("a,b"), RESOURCE, "T", Map.of(0, true)));
    }

    @Test
    void aUserNeedsOneRoleOfEachPermissionOfTheEvent() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        data(
                                        "transitionPermission",
                                        "<permission forEvent=\"Promote\" roles=\"dev\"/><permission forEvent=\"Promote\""
                                                + " roles=\"lead,boss\"/><permission forEvent=\"Never\" roles=\"\"/>")
                                + to("Promote", "B")
                                + to("Never", "B")),
                state("B", ""));
        fixture.roles.put("alice", Set.of("dev"));
        assertTrue(fixture.refused(Kind.FORBIDDEN, this::promote)
                .getMessage()
                .contains("it needs the role boss or lead; no event is possible now"));
        fixture.roles.put("alice", Set.of("dev", "lead"));
        assertTrue(fixture.refused(
                        Kind.FORBIDDEN,
                        () -> fixture.engine.transition(fixture.alice, RESOURCE, "T", TransitionRequest.of("Never")))
                .getMessage()
                .contains("nobody may cause it; possible now: Promote"));
        assertEquals("B", promote().to());
    }

    // ---- refusals

    @Test
    void anEventThatDoesNotExistIsRefusedWithThoseThatArePossible() throws Exception {
        fixture.attach("T", state("A", to("Promote", "B") + to("Abort", "B")), state("B", ""));
        assertTrue(fixture.refused(
                        Kind.REFUSED,
                        () -> fixture.engine.transition(fixture.alice, RESOURCE, "T", TransitionRequest.of("Publish")))
                .getMessage()
                .endsWith("is refused: there is no such event; possible now: Promote, Abort"));
    }

    @Test
    void aResourceWithoutTheLifecycleIsRefusedWithThoseThatItHas() throws Exception {
        assertEquals(
                RESOURCE + " does not have the lifecycle 'T' nor any other",
                fixture.refused(Kind.REFUSED, this::promote).getMessage());
        fixture.attach("U", state("A", ""));
        assertEquals(
                RESOURCE + " does not have the lifecycle 'T'; it has U",
                fixture.refused(Kind.REFUSED, this::promote).getMessage());
    }

    @Test
    void aLifecycleThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
        fixture.definitions.add(fixture.system, Fixture.aspect("U", state("A", "")));
        assertEquals(
                "there is no lifecycle 'T'; there are U",
                fixture.refused(Kind.NOT_FOUND, () -> fixture.engine.attach(fixture.alice, RESOURCE, "T"))
                        .getMessage());
    }

    @Test
    void aClassThatIsMissingBlocksTheEventsThatNeedItUntilItComes() throws Exception {
        fixture.attach(
                "T", state("A", executions("Promote", "a.B") + to("Promote", "B") + to("Abort", "B")), state("B", ""));
        LifecycleStatus status = fixture.engine.status(fixture.alice, RESOURCE, "T");
        assertEquals(
                EventStatus.Reason.PLUGIN,
                status.event("Promote").orElseThrow().blockers().get(0).reason());
        assertTrue(status.event("Abort").orElseThrow().possible());
        assertTrue(fixture.refused(Kind.REFUSED, this::promote)
                .getMessage()
                .contains("the execution a.B cannot be called: there is no such class; possible now: Abort"));
        assertEquals(
                List.of("a.B: there is no such class"),
                fixture.engine.missingPlugins(fixture.definitions.get(fixture.system, "T")));
        fixture.executions.put("a.B", transition -> true);
        assertEquals("B", promote().to());
    }

    @Test
    void aScriptForTheServerIsRefusedUnlessThatIsSwitchedOn() throws Exception {
        String[] states = {
            state(
                    "A",
                    data(
                                    "transitionScripts",
                                    "<js forEvent=\"Promote\"><server function=\"f\"><script type=\"text/javascript\">f()</script>"
                                            + "</server></js>")
                            + to("Promote", "B")),
            state("B", "")
        };
        fixture.attach("T", states);
        assertTrue(fixture.refused(Kind.REFUSED, this::promote).getMessage().contains("script for the server"));
        try (Fixture tolerant = new Fixture(new EngineSettings(Duration.ofSeconds(60), true))) {
            tolerant.attach("T", states);
            tolerant.engine.transition(tolerant.alice, RESOURCE, "T", TransitionRequest.of("Promote"));
            assertEquals("B", tolerant.state("T"));
        }
    }

    @Test
    void inputsAreNeededAndChecked() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        data(
                                        "transitionInput",
                                        "<inputs forEvent=\"Promote\"><input name=\"url\" required=\"true\" regex=\"https?://.+\"/>"
                                                + "<input name=\"tier\" values=\"Gold,Silver\"/></inputs>")
                                + to("Promote", "B")),
                state("B", ""));
        assertTrue(fixture.refused(Kind.REFUSED, this::promote).getMessage().contains("the input 'url' is needed"));
        String message = fixture.refused(
                        Kind.REFUSED,
                        () -> fixture.engine.transition(
                                fixture.alice,
                                RESOURCE,
                                "T",
                                TransitionRequest.of("Promote")
                                        .parameter("url", "ftp://x")
                                        .parameter("tier", "Iron")))
                .getMessage();
        assertTrue(message.contains(
                "is to match https?://.+; the input 'tier' is 'Iron' and is to be one of Gold, Silver"));
        fixture.engine.transition(
                fixture.alice, RESOURCE, "T", TransitionRequest.of("Promote").parameter("url", "http://x"));
        assertEquals("B", fixture.state("T"));
    }

    @Test
    void whoHasSeenAnotherStateIsTold() throws Exception {
        fixture.attach("T", state("A", to("Promote", "B")), state("B", to("Promote", "A") + to("Abort", "A")));
        promote();
        String message = fixture.refused(
                        Kind.CONFLICT,
                        () -> fixture.engine.transition(
                                fixture.alice,
                                RESOURCE,
                                "T",
                                TransitionRequest.of("Promote").expecting("A")))
                .getMessage();
        assertTrue(message.endsWith("any more but in 'B'; possible now: Promote, Abort"), message);
    }

    // ---- history

    @Test
    void theHistorySaysWhatHappenedWhenByWhomAndHowLongItStayed() throws Exception {
        fixture.executions.put("a.First", transition -> true);
        fixture.validations.put("a.Check", transition -> true);
        fixture.attach(
                "T",
                state(
                        "A",
                        items("<item name=\"a &lt;b&gt; &quot;c&quot;\"/>")
                                + data("transitionValidation", "<validation forEvent=\"Promote\" class=\"a.Check\"/>")
                                + executions("Promote", "a.First")
                                + data("transitionApproval", "<approval forEvent=\"Promote\" votes=\"1\"/>")
                                + to("Promote", "B")),
                state("B", ""));
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.engine.tick(fixture.bob, RESOURCE, "T", Map.of(0, true));
        fixture.engine.vote(fixture.bob, RESOURCE, "T", Map.of(0, true));
        fixture.clock.advance(Duration.ofMinutes(2));
        promote();
        List<HistoryEntry> history = fixture.engine.history(fixture.alice, RESOURCE);
        assertEquals(
                List.of(0, 1, 2, 3), history.stream().map(HistoryEntry::order).toList());
        assertEquals(
                List.of("alice", "bob", "bob", "alice"),
                history.stream().map(HistoryEntry::user).toList());
        assertEquals(Optional.of("a <b> \"c\""), history.get(1).action());
        assertEquals(Optional.of("true"), history.get(1).value());
        assertEquals(HistoryEntry.Type.VOTE, history.get(2).type());
        HistoryEntry transition = history.get(3);
        assertEquals("A", transition.state());
        assertEquals(Optional.of("B"), transition.target());
        assertEquals(Optional.of(Duration.ofMinutes(3)), transition.stay());
        assertEquals(fixture.clock.instant(), transition.at());
        assertEquals(List.of("a.First"), transition.executions());
        assertEquals(List.of("a.Check"), transition.validations());
    }

    @Test
    void theHistoryIsWso2sDocumentAtWso2sPlace() throws Exception {
        fixture.attach("T", state("A", ""));
        RegistryPath place = HistoryFile.place(RESOURCE);
        assertEquals(
                "/_system/governance/repository/components/org.wso2.carbon.governance/lifecycles/history/"
                        + "__system_governance_trunk_services_com_foo_Svc",
                place.toString());
        String xml = new String(fixture.system.content(place).readAllBytes());
        assertTrue(
                xml.startsWith("<lifecycleHistory><item order=\"0\" user=\"alice\" aspect=\"T\" state=\"A\""
                        + " originalPath=\"" + RESOURCE + "\" timestamp=\"2026-01-02 03:04:05.678\""),
                xml);
        assertTrue(xml.contains("<action type=\"association\" name=\"\">"), xml);
    }

    @Test
    void aLifecycleWithoutAuditKeepsNoHistory() throws Exception {
        fixture.definitions.add(
                fixture.system, Fixture.aspect("T", state("A", "")).replace("audit=\"true\"", ""));
        fixture.engine.attach(fixture.alice, RESOURCE, "T");
        assertEquals(List.of(), fixture.engine.history(fixture.alice, RESOURCE));
    }

    @Test
    void pathsThatBecomeTheSameNameHaveHistoriesOfTheirOwn() throws Exception {
        RegistryPath one = RegistryPath.of("/x/a_b");
        RegistryPath other = RegistryPath.of("/x/a/b");
        fixture.definitions.add(fixture.system, Fixture.aspect("T", state("A", "")));
        for (RegistryPath path : List.of(one, other)) {
            fixture.system.put(path, ResourceDraft.resource());
            fixture.engine.attach(fixture.alice, path, "T");
        }
        assertEquals(1, fixture.engine.history(fixture.alice, one).size());
        assertEquals(1, fixture.engine.history(fixture.alice, other).size());
    }

    @Test
    void aLongPathHasAHistory() throws Exception {
        RegistryPath path = RegistryPath.of("/" + "x".repeat(250) + "/" + "y".repeat(250));
        fixture.definitions.add(fixture.system, Fixture.aspect("T", state("A", "")));
        fixture.system.put(path, ResourceDraft.resource());
        fixture.engine.attach(fixture.alice, path, "T");
        assertEquals(1, fixture.engine.history(fixture.alice, path).size());
    }

    // ---- needs

    @Test
    void anEventTellsWhichInputsAndVersionsItNeeds() throws Exception {
        RegistryPath wsdl = RegistryPath.of("/_system/governance/trunk/wsdls/com/foo/Svc.wsdl");
        RegistryPath schema = RegistryPath.of("/_system/governance/trunk/schemas/com/foo/t.xsd");
        fixture.system.put(
                RESOURCE,
                ResourceDraft.of(fixture.system.get(RESOURCE))
                        .content(ResourceContent.of(
                                ("<metadata xmlns=\"http://www.wso2.org/governance/metadata\"><overview>"
                                                + "<name>Svc</name><version>2.1.3</version></overview></metadata>")
                                        .getBytes())));
        fixture.system.put(wsdl, ResourceDraft.resource());
        fixture.system.put(schema, ResourceDraft.resource());
        fixture.system.associate(new Association(RESOURCE, wsdl, Association.DEPENDS));
        fixture.system.associate(new Association(wsdl, schema, Association.DEPENDS));
        fixture.system.associate(new Association(schema, wsdl, Association.DEPENDS));
        fixture.system.put(
                RegistryPath.of("/_system/governance/branches/testing/services/com/foo/2.1.3/Svc"),
                ResourceDraft.resource());
        fixture.attach(
                "T",
                state(
                        "A",
                        data(
                                        "transitionExecution",
                                        "<execution forEvent=\"Promote\" class=\"a.Copy\"><parameter name=\"currentEnvironment\""
                                                + " value=\"/_system/governance/trunk/{@resourcePath}/{@resourceName}\"/>"
                                                + "<parameter name=\"targetEnvironment\" value=\"/_system/governance/branches/testing/"
                                                + "{@resourcePath}/{@version}/{@resourceName}\"/></execution>")
                                + data("transitionInput", "<inputs forEvent=\"Promote\"><input name=\"url\"/></inputs>")
                                + to("Promote", "B")),
                state("B", to("Demote", "A")));
        TransitionNeeds needs = fixture.engine.needs(fixture.alice, RESOURCE, "T", "Promote");
        assertEquals("url", needs.inputs().get(0).name());
        assertEquals(
                List.of(RESOURCE, wsdl, schema),
                needs.versions().stream().map(TransitionNeeds.Versioned::path).toList());
        assertEquals(Optional.of("2.1.3"), needs.versions().get(0).current());
        assertEquals(
                List.of("2.1.4", "1.0.0", "1.0.0"),
                needs.versions().stream()
                        .map(TransitionNeeds.Versioned::suggested)
                        .toList());
        assertTrue(fixture.refused(Kind.REFUSED, () -> fixture.engine.needs(fixture.alice, RESOURCE, "T", "Demote"))
                .getMessage()
                .contains("no such event"));
    }

    @Test
    void aCheckpointColoursTheStayInAState() throws Exception {
        fixture.attach(
                "T",
                state(
                        "A",
                        to("Promote", "A")
                                + "<checkpoints><checkpoint id=\"Old\" durationColour=\"red\">"
                                + "<boundary min=\"0d:0h:00m:20s\" max=\"1d:0h:00m:00s\"/></checkpoint></checkpoints>"));
        LifecycleStatus status = fixture.engine.status(fixture.alice, RESOURCE, "T");
        assertTrue(status.checkpoint(fixture.clock.instant()).isEmpty());
        assertEquals(
                "red",
                status.checkpoint(fixture.clock.instant().plusSeconds(20))
                        .orElseThrow()
                        .colour());
    }

    @Test
    void aLifecycleTravelsWithAResourceThatIsMoved() throws Exception {
        fixture.attach("T", state("A", to("Promote", "B")), state("B", ""));
        RegistryPath moved = RegistryPath.of("/moved");
        fixture.system.move(RESOURCE, moved);
        fixture.engine.transition(fixture.alice, moved, "T", TransitionRequest.of("Promote"));
        Resource there = fixture.system.get(moved);
        assertEquals(Optional.of("B"), there.properties().first("registry.lifecycle.T.state"));
    }
}
