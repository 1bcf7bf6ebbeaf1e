package org.trunkline.lifecycle.internal.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.lifecycle.InvalidLifecycleException;
import org.trunkline.lifecycle.InvalidLifecycleException.Problem;
import org.trunkline.lifecycle.LifecycleConfiguration;
import org.trunkline.lifecycle.LifecycleDefinition;
import org.trunkline.lifecycle.LifecycleReader.Resources;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.lifecycle.Transition;

/** Makes a lifecycle of an {@code aspect}. */
public final class AspectReader {

    private final CheckedXml xml = new CheckedXml();
    private final Resources resources;

    public AspectReader(Resources resources) {
        this.resources = resources;
    }

    public LifecycleConfiguration read(String document) throws InvalidLifecycleException {
        XmlElement aspect = xml.parse(document);
        if (!aspect.name().equals("aspect")) {
            throw invalid(
                    aspect,
                    "this is no lifecycle configuration: it begins with <" + aspect.name()
                            + ">, and one begins with <aspect>");
        }
        XmlElement configuration = aspect.child("configuration").orElseThrow();
        XmlElement lifecycle = lifecycle(configuration);
        LifecycleDefinition definition = definition(aspect.required("name"), lifecycle);
        return new LifecycleConfiguration(definition, aspect.required("class"), warnings(definition, lifecycle));
    }

    private XmlElement lifecycle(XmlElement configuration) throws InvalidLifecycleException {
        String type = configuration.required("type");
        Optional<XmlElement> literal = configuration.child("lifecycle");
        if (type.equals("literal")) {
            return literal.orElseThrow(() -> invalid(configuration, "a literal configuration holds a <lifecycle>"));
        }
        if (!type.equals("resource")) {
            throw invalid(configuration, "the type of a configuration is literal or resource, not '" + type + "'");
        }
        String path = configuration.text().trim();
        Optional<String> text = resources.text(path);
        if (text.isEmpty()) {
            throw invalid(configuration, "the lifecycle is to be in the resource '" + path + "', and there is none");
        }
        XmlElement lifecycle = xml.parse(text.get());
        if (!lifecycle.name().equals("lifecycle")) {
            throw invalid(
                    lifecycle,
                    "the resource '" + path + "' begins with <" + lifecycle.name() + ">, and is to hold a <lifecycle>");
        }
        return lifecycle;
    }

    private static LifecycleDefinition definition(String name, XmlElement lifecycle) throws InvalidLifecycleException {
        XmlElement chart = lifecycle.child("scxml").orElseThrow();
        List<LifecycleState> states = new ArrayList<>();
        for (XmlElement state : chart.children("state")) {
            states.add(new StateReader(state).read());
        }
        boolean audited = lifecycle.attribute("audit").map(AspectReader::isTrue).orElse(false);
        String initial = chart.attribute("initialstate")
                .or(() -> chart.attribute("initial"))
                .orElseThrow(() -> invalid(
                        chart,
                        "the state chart does not say which state is the initial one" + " (attribute initialstate)"));
        try {
            return new LifecycleDefinition(name, audited, initial, states);
        } catch (IllegalArgumentException e) {
            throw invalid(placeOf(chart, states, initial), e.getMessage());
        }
    }

    static boolean isTrue(String value) {
        return value.trim().equals("true") || value.trim().equals("1");
    }

    /** The element that makes the states not fit together. */
    private static XmlElement placeOf(XmlElement chart, List<LifecycleState> states, String initial) {
        List<String> ids = states.stream().map(LifecycleState::id).toList();
        List<XmlElement> elements = chart.children("state");
        for (int i = 0; i < elements.size(); i++) {
            if (ids.indexOf(ids.get(i)) < i) {
                return elements.get(i);
            }
        }
        if (!ids.contains(initial)) {
            return chart;
        }
        return elements.stream()
                .flatMap(state -> state.children("transition").stream())
                .filter(transition -> !ids.contains(transition.required("target")))
                .findFirst()
                .orElse(chart);
    }

    private static List<Problem> warnings(LifecycleDefinition definition, XmlElement lifecycle) {
        List<Problem> warnings = new ArrayList<>();
        List<LifecycleState> unreachable = definition.unreachableStates();
        XmlElement chart = lifecycle.child("scxml").orElseThrow();
        for (XmlElement element : chart.children("state")) {
            LifecycleState state = definition.state(element.required("id")).orElseThrow();
            if (unreachable.contains(state)) {
                warnings.add(element.place().problem("no event leads to the state '" + state.id() + "'"));
            }
            List<String> events =
                    state.transitions().stream().map(Transition::event).toList();
            for (XmlElement data : dataOf(element)) {
                for (XmlElement part : data.children()) {
                    part.attribute("forEvent").stream()
                            .flatMap(StateReader::events)
                            .filter(event -> !events.contains(event))
                            .forEach(event -> warnings.add(part.place()
                                    .problem("the state '" + state.id() + "' has no event '" + event + "', so this <"
                                            + part.name() + "> does nothing")));
                }
            }
        }
        return warnings;
    }

    private static List<XmlElement> dataOf(XmlElement state) {
        return state.children("datamodel").stream()
                .flatMap(model -> model.children("data").stream())
                .toList();
    }

    static InvalidLifecycleException invalid(XmlElement element, String text) {
        return new InvalidLifecycleException(List.of(element.place().problem(text)));
    }
}
