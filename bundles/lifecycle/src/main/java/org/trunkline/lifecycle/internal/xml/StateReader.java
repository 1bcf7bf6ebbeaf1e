package org.trunkline.lifecycle.internal.xml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trunkline.lifecycle.CheckItem;
import org.trunkline.lifecycle.Checkpoint;
import org.trunkline.lifecycle.InvalidLifecycleException;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.lifecycle.PluginElement;
import org.trunkline.lifecycle.Transition;
import org.trunkline.lifecycle.TransitionApproval;
import org.trunkline.lifecycle.TransitionInput;
import org.trunkline.lifecycle.TransitionPermission;
import org.trunkline.lifecycle.TransitionScript;
import org.trunkline.lifecycle.TransitionUi;

/** Makes a state of its element, which has been checked against the schema. */
final class StateReader {

    private final XmlElement state;
    private final List<XmlElement> parts;

    StateReader(XmlElement state) {
        this.state = state;
        this.parts = state.children("datamodel").stream()
                .flatMap(model -> model.children("data").stream())
                .flatMap(data -> data.children().stream())
                .toList();
    }

    LifecycleState read() throws InvalidLifecycleException {
        XmlElement[] at = {state};
        try {
            return new LifecycleState(
                    state.required("id"),
                    each(state.children("transition"), at, StateReader::transition),
                    each(parts("item"), at, StateReader::checkItem),
                    each(parts("permission"), at, StateReader::permission),
                    each(parts("approval"), at, StateReader::approval),
                    each(parts("validation"), at, StateReader::plugin),
                    each(parts("execution"), at, StateReader::plugin),
                    flat(each(parts("inputs"), at, StateReader::inputs)),
                    each(parts("ui"), at, StateReader::ui),
                    flat(each(parts("js"), at, StateReader::scripts)),
                    each(checkpoints(), at, StateReader::checkpoint));
        } catch (IllegalArgumentException e) {
            throw AspectReader.invalid(at[0], e.getMessage());
        }
    }

    private List<XmlElement> parts(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).toList();
    }

    private List<XmlElement> checkpoints() {
        return state.children("checkpoints").stream()
                .flatMap(all -> all.children("checkpoint").stream())
                .toList();
    }

    /** @param at where an exception belongs to */
    private <T> List<T> each(List<XmlElement> elements, XmlElement[] at, Maker<T> maker) {
        List<T> made = new ArrayList<>();
        for (XmlElement element : elements) {
            at[0] = element;
            made.add(maker.make(element));
        }
        at[0] = state;
        return made;
    }

    private static <T> List<T> flat(List<List<T>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    private static Transition transition(XmlElement element) {
        return new Transition(element.required("event"), element.required("target"));
    }

    private static CheckItem checkItem(XmlElement element) {
        List<Set<String>> roles = element.children("permissions").stream()
                .flatMap(all -> all.children("permission").stream())
                .map(permission -> names(permission.required("roles")))
                .toList();
        List<PluginElement> validations = element.children("validations").stream()
                .flatMap(all -> all.children("validation").stream())
                .map(StateReader::plugin)
                .toList();
        Set<String> events = names(element.attribute("forEvent").orElse(""));
        return new CheckItem(element.required("name"), events, roles, validations);
    }

    static Stream<String> events(String forEvent) {
        return names(forEvent).stream();
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static TransitionPermission permission(XmlElement element) {
        return new TransitionPermission(element.required("forEvent"), names(element.required("roles")));
    }

    private static TransitionApproval approval(XmlElement element) {
        try {
            return new TransitionApproval(
                    element.required("forEvent"),
                    names(element.attribute("roles").orElse("")),
                    Integer.parseInt(element.required("votes").trim()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "nobody can collect " + element.required("votes").trim() + " votes", e);
        }
    }

    private static PluginElement plugin(XmlElement element) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (XmlElement parameter : element.children("parameter")) {
            parameters.put(parameter.required("name"), value(parameter));
        }
        return new PluginElement(element.required("forEvent"), element.required("class"), parameters);
    }

    /** As WSO2's engine takes it: the attribute, else the text, else the first element inside. */
    private static String value(XmlElement parameter) {
        return parameter.attribute("value").orElseGet(() -> {
            String text = parameter.text().trim();
            return text.isEmpty()
                    ? parameter.children().stream()
                            .map(XmlElement::xml)
                            .findFirst()
                            .orElse("")
                    : text;
        });
    }

    private static List<TransitionInput> inputs(XmlElement element) {
        List<TransitionInput> inputs = new ArrayList<>();
        for (XmlElement input : element.children("input")) {
            inputs.add(new TransitionInput(
                    element.required("forEvent"),
                    input.required("name"),
                    input.attribute("required").map(AspectReader::isTrue).orElse(false),
                    input.attribute("label"),
                    input.attribute("placeHolder"),
                    input.attribute("tooltip"),
                    input.attribute("regex").filter(regex -> !regex.isEmpty()),
                    List.copyOf(names(input.attribute("values").orElse("")))));
        }
        return inputs;
    }

    private static TransitionUi ui(XmlElement element) {
        return new TransitionUi(element.required("forEvent"), element.required("href"));
    }

    private static List<TransitionScript> scripts(XmlElement element) {
        List<TransitionScript> scripts = new ArrayList<>();
        for (XmlElement place : element.children()) {
            XmlElement script = place.child("script").orElseThrow();
            scripts.add(new TransitionScript(
                    element.required("forEvent"),
                    place.name().equals("server") ? TransitionScript.Place.SERVER : TransitionScript.Place.CONSOLE,
                    place.required("function"),
                    script.required("type"),
                    script.text().trim()));
        }
        return scripts;
    }

    private static Checkpoint checkpoint(XmlElement element) {
        XmlElement boundary = element.child("boundary").orElseThrow();
        return new Checkpoint(
                element.required("id"),
                element.required("durationColour"),
                time(boundary.required("min")),
                time(boundary.required("max")));
    }

    /** As the schema has it: {@code 0d:0h:00m:20s}. */
    private static Duration time(String text) {
        String[] parts = text.trim().split("[dhms]:?");
        return Duration.ofDays(Long.parseLong(parts[0]))
                .plusHours(Long.parseLong(parts[1]))
                .plusMinutes(Long.parseLong(parts[2]))
                .plusSeconds(Long.parseLong(parts[3]));
    }

    private interface Maker<T> {
        T make(XmlElement element);
    }
}
