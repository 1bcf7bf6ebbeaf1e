package org.trunkline.lifecycle.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.lifecycle.PluginElement;
import org.trunkline.lifecycle.TransitionInput;
import org.trunkline.registry.Association;
import org.trunkline.registry.PathTemplate;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;

/** What an event needs: the fields of the lifecycle, and versions where an execution copies to paths that hold one. */
final class TransitionInputs {

    /** WSO2's. */
    private static final String FIRST_VERSION = "1.0.0";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(-[a-zA-Z0-9]+)?");

    private final Registry registry;

    TransitionInputs(Registry registry) {
        this.registry = registry;
    }

    /** What is wrong with the inputs of a request. */
    static List<String> problems(LifecycleState state, TransitionRequest request) {
        List<String> problems = new ArrayList<>();
        for (TransitionInput input : state.inputs(request.event())) {
            String value = request.parameters().getOrDefault(input.name(), "");
            if (value.isEmpty()) {
                if (input.required()) {
                    problems.add("the input '" + input.name() + "' is needed");
                }
            } else if (input.regex().isPresent() && !value.matches(input.regex().get())) {
                problems.add("the input '" + input.name() + "' is '" + value + "' and is to match "
                        + input.regex().get());
            } else if (!input.values().isEmpty() && !input.values().contains(value)) {
                problems.add("the input '" + input.name() + "' is '" + value + "' and is to be one of "
                        + String.join(", ", input.values()));
            }
        }
        return problems;
    }

    TransitionNeeds needs(Resource resource, LifecycleState state, String event) throws RegistryException {
        Optional<Environments> environments = state.executions(event).stream()
                .flatMap(execution -> Environments.of(execution).stream())
                .findFirst();
        List<TransitionNeeds.Versioned> versions =
                environments.isPresent() ? versions(resource, environments.get()) : List.of();
        return new TransitionNeeds(state.inputs(event), versions);
    }

    private List<TransitionNeeds.Versioned> versions(Resource first, Environments environments)
            throws RegistryException {
        Map<RegistryPath, Resource> found = new LinkedHashMap<>();
        Deque<Resource> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Resource next = open.remove();
            if (environments.from().match(next.path()).isPresent() && found.put(next.path(), next) == null) {
                for (Association needed : registry.associations(
                        next.path(), Association.Direction.OUTGOING, Optional.of(Association.DEPENDS))) {
                    if (needed.targetPath().isPresent()) {
                        registry.find(needed.targetPath().get()).ifPresent(open::add);
                    }
                }
            }
        }
        List<TransitionNeeds.Versioned> versions = new ArrayList<>();
        for (Resource resource : found.values()) {
            Optional<String> current = current(resource, environments);
            versions.add(new TransitionNeeds.Versioned(
                    resource.path(), resource.mediaType(), current, suggested(resource.path(), current, environments)));
        }
        return versions;
    }

    private Optional<String> current(Resource resource, Environments environments) throws RegistryException {
        Optional<String> ofPath = environments.from().match(resource.path()).flatMap(PathTemplate.Place::version);
        boolean describesItself = resource.mediaType()
                .filter(type -> type.startsWith("application/vnd.wso2-") && type.endsWith("+xml"))
                .isPresent();
        return describesItself ? overviewVersion(resource.path()).or(() -> ofPath) : ofPath;
    }

    private String suggested(RegistryPath path, Optional<String> current, Environments environments)
            throws RegistryException {
        PathTemplate.Place place = environments.from().match(path).orElseThrow();
        String version = current.filter(text -> VERSION.matcher(text).matches()).orElse(FIRST_VERSION);
        while (registry.find(environments.to().fill(place.withVersion(version))).isPresent()) {
            version = next(version);
        }
        return version;
    }

    /** The next patch; what is behind the numbers goes, as a release follows its candidates. */
    private static String next(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            throw new IllegalStateException("'" + version + "' is no version");
        }
        return parts.group(1) + "." + parts.group(2) + "." + (Long.parseLong(parts.group(3)) + 1);
    }

    /** What a service or endpoint says of itself; empty if it is no XML or does not say. */
    private Optional<String> overviewVersion(RegistryPath path) throws RegistryException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = registry.content(path)) {
            return overviewVersion(factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new RegistryException(Kind.UNAVAILABLE, path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> overviewVersion(XMLStreamReader xml) throws XMLStreamException {
        Deque<String> within = new ArrayDeque<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (within.size() == 2
                        && "overview".equals(within.peek())
                        && xml.getLocalName().equals("version")) {
                    return Optional.of(xml.getElementText().trim()).filter(text -> !text.isEmpty());
                }
                within.push(xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                within.pop();
            }
        }
        return Optional.empty();
    }

    /** Where an execution copies from and to, if it says so in WSO2's words and versions are a part of the new paths. */
    private record Environments(PathTemplate from, PathTemplate to) {

        static Optional<Environments> of(PluginElement execution) {
            return template(execution, "currentEnvironment")
                    .flatMap(from -> template(execution, "targetEnvironment")
                            .filter(PathTemplate::hasVersion)
                            .map(to -> new Environments(from, to)));
        }

        private static Optional<PathTemplate> template(PluginElement execution, String parameter) {
            return Stream.ofNullable(execution.parameters().get(parameter))
                    .flatMap(text -> {
                        try {
                            return Stream.of(PathTemplate.of(text.trim()));
                        } catch (IllegalArgumentException e) {
                            // an execution may call something else by this name: a plain folder, for example
                            return Stream.empty();
                        }
                    })
                    .findFirst();
        }
    }
}
