package org.trunkline.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleReaderTest {

    private static final String DEFAULT_LIFE_CYCLE =
            "org.wso2.carbon.governance.registry.extensions.aspects.DefaultLifeCycle";

    private static String aspect(String states) {
        return "<aspect name=\"Test\" class=\"" + DEFAULT_LIFE_CYCLE + "\">\n<configuration type=\"literal\">\n"
                + lifecycle(states) + "\n</configuration>\n</aspect>";
    }

    private static String lifecycle(String states) {
        return "<lifecycle audit=\"true\"><scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\""
                + " initialstate=\"A\">\n" + states + "</scxml></lifecycle>";
    }

    private static LifecycleConfiguration read(String xml) throws InvalidLifecycleException {
        return new LifecycleReader().read(xml, LifecycleReader.Resources.NONE);
    }

    private static InvalidLifecycleException refused(String xml) {
        return assertThrows(InvalidLifecycleException.class, () -> read(xml));
    }

    @Test
    void aStateHoldsAllThatItsConfigurationSays() throws InvalidLifecycleException {
        LifecycleConfiguration configuration = read(aspect("""
                <state id="A">
                  <datamodel>
                    <data name="checkItems">
                      <item name="Code. Completed" forEvent="Promote, Abort">
                        <permissions><permission roles="dev,qa"/><permission roles="lead"/></permissions>
                        <validations>
                          <validation forEvent="Promote" class="a.Check"><parameter name="n" value="v"/></validation>
                        </validations>
                      </item>
                      <item name="Informs" forEvent=""/>
                    </data>
                    <data name="transitionValidation">
                      <validation forEvent="Promote" class="a.Validation"><parameter name="x" value="1"/></validation>
                    </data>
                    <data name="transitionPermission"><permission roles="" forEvent="Abort"/></data>
                    <data name="transitionApproval"><approval forEvent="Promote" roles="lead" votes="2"/></data>
                    <data name="transitionExecution">
                      <execution forEvent="Promote" class="a.First">
                        <parameter name="plain" value="/x/{@version}"/>
                        <parameter name="text">  some text </parameter>
                        <parameter name="xml"><m:map xmlns:m="urn:m"><e k="a&amp;b">&lt;</e></m:map></parameter>
                      </execution>
                      <execution forEvent="Promote" class="a.Second"/>
                    </data>
                    <data name="transitionUI"><ui forEvent="Promote" href="../x.jsp?a=b"/></data>
                    <data name="transitionInput">
                      <inputs forEvent="Promote">
                        <input name="url" required="true" label="URL" regex="https?://.*" tooltip="where"/>
                        <input name="tier" values="Gold,Silver"/>
                      </inputs>
                    </data>
                    <data name="transitionScripts">
                      <js forEvent="Promote">
                        <console function="show"><script type="text/javascript"><![CDATA[function show() { return 1 < 2; }]]></script></console>
                        <server function="act"><script type="text/javascript">act();</script></server>
                      </js>
                    </data>
                  </datamodel>
                  <transition event="Promote" target="B.b"/>
                  <transition event="Abort" target="A"/>
                  <checkpoints>
                    <checkpoint id="early" durationColour="green"><boundary min="0d:0h:00m:20s" max="1d:2h:03m:04s"/></checkpoint>
                  </checkpoints>
                </state>
                <state id="B.b"/>
                """));
        LifecycleDefinition lifecycle = configuration.definition();
        LifecycleState state = lifecycle.initialState();

        assertEquals("Test", lifecycle.name());
        assertTrue(lifecycle.audited());
        assertEquals(DEFAULT_LIFE_CYCLE, configuration.aspectClass());
        assertEquals(List.of(), configuration.warnings());
        assertEquals(List.of("Promote", "Abort"), state.events());
        assertEquals("B.b", lifecycle.next("A", "Promote").orElseThrow().id());
        assertEquals(Optional.empty(), lifecycle.next("A", "Retire"));
        assertEquals(Optional.empty(), lifecycle.next("Z", "Promote"));
        assertEquals(
                new CheckItem(
                        "Code. Completed",
                        Set.of("Promote", "Abort"),
                        List.of(Set.of("dev", "qa"), Set.of("lead")),
                        List.of(new PluginElement("Promote", "a.Check", Map.of("n", "v")))),
                state.checkItems().get(0));
        assertEquals(
                new CheckItem("Informs", Set.of(), List.of(), List.of()),
                state.checkItems().get(1));
        assertEquals(
                List.of(new PluginElement("Promote", "a.Validation", Map.of("x", "1"))), state.validations("Promote"));
        assertEquals(List.of(new TransitionPermission("Abort", Set.of())), state.permissions("Abort"));
        assertEquals(List.of(new TransitionApproval("Promote", Set.of("lead"), 2)), state.approvals("Promote"));
        assertEquals(
                List.of("a.First", "a.Second"),
                state.executions("Promote").stream()
                        .map(PluginElement::className)
                        .toList());
        assertEquals(
                Map.of(
                        "plain",
                        "/x/{@version}",
                        "text",
                        "some text",
                        "xml",
                        "<m:map xmlns:m=\"urn:m\"><e xmlns=\"http://www.w3.org/2005/07/scxml\" k=\"a&amp;b\">&lt;</e></m:map>"),
                state.executions("Promote").get(0).parameters());
        assertEquals(List.of(new TransitionUi("Promote", "../x.jsp?a=b")), state.uis());
        assertEquals(
                List.of(
                        new TransitionInput(
                                "Promote",
                                "url",
                                true,
                                Optional.of("URL"),
                                Optional.empty(),
                                Optional.of("where"),
                                Optional.of("https?://.*"),
                                List.of()),
                        new TransitionInput(
                                "Promote",
                                "tier",
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of("Gold", "Silver"))),
                state.inputs("Promote"));
        assertEquals(
                List.of(
                        new TransitionScript(
                                "Promote",
                                TransitionScript.Place.CONSOLE,
                                "show",
                                "text/javascript",
                                "function show() { return 1 < 2; }"),
                        new TransitionScript(
                                "Promote", TransitionScript.Place.SERVER, "act", "text/javascript", "act();")),
                state.scripts());
        assertEquals(
                List.of(new Checkpoint(
                        "early",
                        "green",
                        Duration.ofSeconds(20),
                        Duration.ofDays(1).plusHours(2).plusMinutes(3).plusSeconds(4))),
                state.checkpoints());
    }

    @Test
    void aStateChartCanBeKeptInAResourceOfItsOwn() throws InvalidLifecycleException {
        String xml =
                "<aspect name=\"Test\" class=\"x\"><configuration type=\"resource\"> /a/b </configuration></aspect>";
        LifecycleReader reader = new LifecycleReader();
        LifecycleReader.Resources resources =
                path -> Optional.of(lifecycle("<state id=\"A\"/>")).filter(text -> path.equals("/a/b"));
        assertEquals(
                "A", reader.read(xml, resources).definition().initialState().id());
        assertTrue(refused(xml).getMessage().contains("/a/b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<state id='A'><transition event='Go' target='Nope'/></state> | line 4 | 'Nope', which is not among",
                "<state id='A'/><state id='A'/> | line 4 | 'A' is there twice",
                "<state id='B'/> | line 3 | the initial state 'A'",
                "<state id='A'><transition event='Go' target='A'/><transition event='Go' target='A'/></state> | line 4 | two transitions",
                "<state id='A'><datamodel><data name='checkitems'/></datamodel></state> | line 4 | checkitems",
                "<state id='A'><unknown/></state> | line 4 | unknown",
                "<state id='A'><transition event='Go'/></state> | line 4 | target",
                "<state id='A'><datamodel><data name='transitionApproval'><approval forEvent='x' votes='many'/></data></datamodel></state> | line 4 | many",
                "<state id='A'><datamodel><data name='transitionApproval'><approval forEvent='x' votes='99999999999'/></data></datamodel></state> | line 4 | 99999999999",
                "<state id='A'><datamodel><data name='transitionInput'><inputs forEvent='x'><input name='n' regex='('/></inputs></data></datamodel></state> | line 4 | regular expression",
                "<state id='A'><datamodel><data name='transitionExecution'><execution forEvent='x'/></data></datamodel></state> | line 4 | class",
                "<state id='A'> | line 4 | state"
            })
    void whatIsWrongIsNamedWithItsPlace(String states, String line, String reason) {
        String message = refused(aspect(states)).getMessage();
        assertTrue(message.contains(line + ","), message);
        assertTrue(message.contains(reason), message);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        InvalidLifecycleException refused = refused(aspect("<state id='A'>\n<one/>\n</state>\n<state/>"));
        assertEquals(2, refused.problems().size(), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<aspect/>",
                "<service/>",
                "<lifecycle/>",
                "<aspect name=\"a b\" class=\"x\"><configuration type=\"literal\"/></aspect>",
                "<aspect name=\"a\" class=\"x\"><configuration type=\"literal\"/></aspect>",
                "<aspect name=\"a\" class=\"x\"><configuration type=\"other\"/></aspect>"
            })
    void whatIsNoLifecycleIsRefused(String xml) {
        assertTrue(refused(xml).problems().size() > 0);
    }

    @Test
    void entitiesAreNeverResolved() {
        String bomb = "<!DOCTYPE aspect [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + aspect(
                        "<state id='A'><datamodel><data name='transitionUI'><ui forEvent='x' href='&e;'/></data></datamodel></state>");
        assertTrue(refused(bomb).getMessage().contains("DOCTYPE"), refused(bomb).getMessage());
    }

    @Test
    void aStateThatNothingLeadsToIsAWarning() throws InvalidLifecycleException {
        LifecycleConfiguration configuration =
                read(aspect("<state id='A'/><state id='B'><transition event='Back' target='A'/></state>"));
        assertEquals(
                List.of("B"),
                configuration.definition().unreachableStates().stream()
                        .map(LifecycleState::id)
                        .toList());
        assertTrue(configuration.warnings().get(0).toString().contains("'B'"));
    }

    @Test
    void whatIsForAnEventThatTheStateDoesNotHaveIsAWarning() throws InvalidLifecycleException {
        LifecycleConfiguration configuration = read(aspect(
                "<state id='A'><datamodel><data name='transitionExecution'><execution forEvent='Promot' class='x'/></data>"
                        + "</datamodel><transition event='Promote' target='A'/></state>"));
        assertEquals(1, configuration.warnings().size());
        assertTrue(configuration.warnings().get(0).text().contains("'Promot'"));
    }

    @Test
    void fiveHundredStatesAreReadAsWellAsOne() throws InvalidLifecycleException {
        String states = IntStream.range(0, 500)
                .mapToObj(i -> "<state id=\"" + (i == 0 ? "A" : "S" + i) + "\"><transition event=\"Next\" target=\""
                        + (i == 499 ? "A" : "S" + (i + 1)) + "\"/></state>")
                .collect(Collectors.joining("\n"));
        LifecycleDefinition lifecycle = read(aspect(states)).definition();
        assertEquals(500, lifecycle.states().size());
        assertEquals("S7", lifecycle.next("S6", "Next").orElseThrow().id());
        assertEquals(List.of(), lifecycle.unreachableStates());
    }
}
