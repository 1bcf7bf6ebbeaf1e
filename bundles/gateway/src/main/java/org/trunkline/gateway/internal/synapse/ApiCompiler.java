package org.trunkline.gateway.internal.synapse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.gateway.internal.mediation.Sequence;
import org.trunkline.gateway.internal.synapse.SequenceCompiler.Direction;
import org.trunkline.gateway.internal.xml.InvalidXmlException;
import org.trunkline.gateway.internal.xml.XmlElement;
import org.trunkline.gateway.internal.xml.XmlParser;

/**
 * Makes an API ready to serve from its definition, as WSO2's publisher writes it. Immutable and thread-safe.
 *
 * <p>What cannot be deployed at all is refused here. What can, but asks for something that the preview front does not
 * implement, is deployed with a note of it, and the front answers 501 with that note.
 */
public final class ApiCompiler {

    private static final int MAX_RESOURCES = 10_000;

    private static final Set<String> KNOWN_ATTRIBUTES =
            Set.of("context", "version", "version-type", "transports", "publishSwagger");

    private final XmlParser parser = new XmlParser();

    /** @throws InvalidSynapseException if it is no API that Synapse could deploy */
    public SynapseApi compile(String definition, NamedParts parts) throws InvalidSynapseException {
        XmlElement root;
        try {
            root = parser.parse("The API definition", definition);
        } catch (InvalidXmlException e) {
            throw new InvalidSynapseException(e.getMessage(), e);
        }
        if (!Synapse.owns(root) || !root.local().equals("api")) {
            throw new InvalidSynapseException(
                    "The API definition is a " + Synapse.label(root) + "; it must be an <api> of Synapse");
        }
        return new Compilation(root, parts).api();
    }

    /** Reads the named parts of an artifact with the same parser. */
    public NamedParts parts(Map<String, String> sequences, Map<String, String> endpoints)
            throws InvalidSynapseException {
        return NamedParts.parse(parser, sequences, endpoints);
    }

    /** The making of one API. */
    private static final class Compilation {

        private final XmlElement root;
        private final NamedParts parts;
        private final SequenceCompiler sequences;
        private final Gaps gaps = new Gaps();

        Compilation(XmlElement root, NamedParts parts) {
            this.root = root;
            this.parts = parts;
            this.sequences = new SequenceCompiler(parts, new EndpointCompiler(parts));
        }

        SynapseApi api() throws InvalidSynapseException {
            Synapse.checkAttributes(root, KNOWN_ATTRIBUTES, gaps);
            Synapse.checkChildren(root, Set.of("resource", "handlers", "description"), gaps);
            root.attribute("transports")
                    .filter(transports ->
                            !List.of(transports.trim().split("[\\s,]+")).contains("http"))
                    .ifPresent(transports -> gaps.add("transport " + transports.trim() + " (the front has http only)"));
            String name = required("name");
            List<SynapseResource> resources = new ArrayList<>();
            for (XmlElement element : root.children("resource")) {
                if (resources.size() == MAX_RESOURCES) {
                    throw new InvalidSynapseException(
                            "The API definition has more than " + MAX_RESOURCES + " resources");
                }
                resources.add(resource(element));
            }
            if (resources.isEmpty()) {
                throw new InvalidSynapseException("The API definition has no <resource>");
            }
            List<String> handlers = handlers();
            boolean extended = handlers.contains(Handlers.EXTENSION);
            return new SynapseApi(
                    name,
                    context(),
                    resources,
                    handlers,
                    extended ? extension(name, "--In", Direction.IN) : Sequence.EMPTY,
                    extended ? extension(name, "--Out", Direction.OUT) : Sequence.EMPTY,
                    gaps.missing(),
                    gaps.classes());
        }

        private String context() throws InvalidSynapseException {
            String version = root.attribute("version").orElse("");
            String context = required("context").replace("{version}", version);
            while (context.endsWith("/")) {
                context = context.substring(0, context.length() - 1);
            }
            if (!context.startsWith("/") && !context.isEmpty()) {
                throw new InvalidSynapseException(
                        "The context '" + context + "' of the API definition does not begin with a slash");
            }
            // with version-type "context" the version is a part of the context already
            boolean versionFollows = root.attribute("version-type")
                    .filter(type -> type.equals("url"))
                    .isPresent();
            return versionFollows ? context + "/" + version : context;
        }

        private List<String> handlers() throws InvalidSynapseException {
            List<String> classes = new ArrayList<>();
            for (XmlElement handlers : root.children("handlers")) {
                Synapse.checkChildren(handlers, Set.of("handler"), gaps);
                for (XmlElement handler : handlers.children("handler")) {
                    String name = handler.attribute("class").orElse("").trim();
                    if (name.isEmpty()) {
                        throw new InvalidSynapseException("A <handler> of the API definition has no class");
                    }
                    classes.add(name);
                }
            }
            return classes;
        }

        private Sequence extension(String name, String suffix, Direction direction) throws InvalidSynapseException {
            String version = root.attribute("version").orElse("");
            String key = name + (version.isEmpty() ? "" : ":v" + version) + suffix;
            return parts.sequence(key).isPresent() ? sequences.compile(key, direction, gaps) : Sequence.EMPTY;
        }

        private SynapseResource resource(XmlElement element) throws InvalidSynapseException {
            Gaps own = new Gaps();
            Synapse.checkAttributes(
                    element,
                    Set.of("methods", "uri-template", "url-mapping", "inSequence", "outSequence", "faultSequence"),
                    own);
            Synapse.checkChildren(element, Set.of("inSequence", "outSequence", "faultSequence"), own);
            Optional<Sequence> in = flow(element, "inSequence", Direction.IN, own);
            Optional<Sequence> out = flow(element, "outSequence", Direction.OUT, own);
            boolean ownFault = element.child("faultSequence").isPresent()
                    || element.attribute("faultSequence")
                            .filter(name -> !name.equals(BuiltInSequences.FAULT))
                            .isPresent();
            Optional<Sequence> fault = ownFault ? flow(element, "faultSequence", Direction.OUT, own) : Optional.empty();
            return new SynapseResource(
                    methods(element),
                    pattern(element, own),
                    in.orElse(Sequence.EMPTY),
                    out,
                    fault,
                    own.missing(),
                    own.classes());
        }

        private Optional<Sequence> flow(XmlElement resource, String name, Direction direction, Gaps own)
                throws InvalidSynapseException {
            Optional<XmlElement> inline = resource.child(name);
            if (inline.isPresent()) {
                Synapse.checkAttributes(inline.get(), Set.of(), own);
                return Optional.of(sequences.compile(inline.get(), direction, own));
            }
            Optional<String> key = resource.attribute(name);
            return key.isPresent() ? Optional.of(sequences.compile(key.get(), direction, own)) : Optional.empty();
        }

        private static Set<String> methods(XmlElement resource) {
            Set<String> methods = new HashSet<>();
            for (String method : resource.attribute("methods").orElse("").trim().split("[\\s,]+")) {
                if (!method.isEmpty()) {
                    methods.add(method.toUpperCase(Locale.ROOT));
                }
            }
            return methods;
        }

        private static PathPattern pattern(XmlElement resource, Gaps own) {
            Optional<String> template = resource.attribute("uri-template");
            if (template.isPresent()) {
                try {
                    return PathPattern.Template.parse(template.get());
                } catch (IllegalArgumentException e) {
                    own.add("uri-template " + template.get() + ": " + e.getMessage());
                    return new PathPattern.Whole(template.get());
                }
            }
            return resource.attribute("url-mapping").map(Compilation::mapping).orElseGet(PathPattern.Any::new);
        }

        private static PathPattern mapping(String mapping) {
            if (mapping.endsWith("/*")) {
                return new PathPattern.Below(mapping.substring(0, mapping.length() - 2));
            }
            return mapping.startsWith("*.")
                    ? new PathPattern.Ending(mapping.substring(1))
                    : new PathPattern.Whole(mapping);
        }

        private String required(String attribute) throws InvalidSynapseException {
            return root.attribute(attribute)
                    .map(String::trim)
                    .filter(value -> !value.isEmpty())
                    .orElseThrow(() -> new InvalidSynapseException("The API definition has no " + attribute));
        }
    }
}
