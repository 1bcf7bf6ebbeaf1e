package org.trunkline.gateway.internal.synapse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.trunkline.gateway.internal.mediation.Call;
import org.trunkline.gateway.internal.mediation.Condition;
import org.trunkline.gateway.internal.mediation.Endpoint;
import org.trunkline.gateway.internal.mediation.Expression;
import org.trunkline.gateway.internal.mediation.Filter;
import org.trunkline.gateway.internal.mediation.Mediator;
import org.trunkline.gateway.internal.mediation.PayloadFactory;
import org.trunkline.gateway.internal.mediation.Send;
import org.trunkline.gateway.internal.mediation.Sequence;
import org.trunkline.gateway.internal.mediation.Turn;
import org.trunkline.gateway.internal.xml.XmlElement;
import org.trunkline.gateway.internal.xml.XmlNode;
import org.trunkline.gateway.internal.xml.XmlWriter;

/** Makes mediators of the elements of a sequence. For one thread, and one API. */
final class SequenceCompiler {

    /** How many mediators an API may come to when every sequence that it names is written out. */
    private static final int MAX_MEDIATORS = 100_000;

    /** Which way a message goes through a sequence. */
    enum Direction {
        /** From the client to the back end. */
        IN,
        /** Back to the client, a fault included. */
        OUT
    }

    private final NamedParts parts;
    private final EndpointCompiler endpoints;
    private final Map<Source, Compiled> known = new HashMap<>();
    private int mediators;

    SequenceCompiler(NamedParts parts, EndpointCompiler endpoints) {
        this.parts = parts;
        this.endpoints = endpoints;
    }

    /** The mediators inside an element. The resources of an API mostly do the same, and then share them. */
    Sequence compile(XmlElement element, Direction direction, Gaps gaps) throws InvalidSynapseException {
        Source source = new Source(element.content(), direction);
        Compiled compiled = known.get(source);
        if (compiled == null) {
            Gaps own = new Gaps();
            compiled = new Compiled(new Run(direction, own).sequence(element), own);
            known.put(source, compiled);
        }
        compiled.gaps().addAllTo(gaps);
        return compiled.sequence();
    }

    private record Source(List<XmlNode> content, Direction direction) {}

    private record Compiled(Sequence sequence, Gaps gaps) {}

    /** The sequence of a name, be it one of the artifact or one that every gateway has. */
    Sequence compile(String name, Direction direction, Gaps gaps) throws InvalidSynapseException {
        return new Run(direction, gaps).named(name);
    }

    /** The writing out of one sequence. */
    private final class Run {

        private final Direction direction;
        private final Gaps gaps;
        private final Deque<String> names = new ArrayDeque<>();
        private boolean response;

        Run(Direction direction, Gaps gaps) {
            this.direction = direction;
            this.gaps = gaps;
            this.response = direction == Direction.OUT;
        }

        Sequence named(String name) throws InvalidSynapseException {
            Optional<Sequence> builtIn = BuiltInSequences.find(name);
            Optional<XmlElement> own = parts.sequence(name);
            if (own.isEmpty()) {
                if (builtIn.isEmpty()) {
                    gaps.add("sequence '" + name + "', which the artifact does not bring");
                }
                return builtIn.orElse(Sequence.EMPTY);
            }
            if (names.contains(name)) {
                throw new InvalidSynapseException("The sequence '" + name + "' calls itself");
            }
            names.push(name);
            Synapse.checkAttributes(own.get(), Set.of(), gaps);
            Sequence sequence = sequence(own.get());
            names.pop();
            return sequence;
        }

        Sequence sequence(XmlElement element) throws InvalidSynapseException {
            List<Mediator> compiled = new ArrayList<>();
            for (XmlElement child : element.children()) {
                if (++mediators > MAX_MEDIATORS) {
                    throw new InvalidSynapseException("The API comes to more than " + MAX_MEDIATORS + " mediators");
                }
                if (Synapse.owns(child)) {
                    mediator(child).ifPresent(compiled::add);
                } else {
                    gaps.add("mediator " + Synapse.label(child));
                }
            }
            return new Sequence(compiled);
        }

        private Optional<Mediator> mediator(XmlElement element) throws InvalidSynapseException {
            return switch (element.local()) {
                case "property" -> property(element);
                case "header" -> PropertyCompiler.header(element, gaps);
                case "filter" -> filter(element);
                case "send" -> send(element);
                case "call" -> call(element);
                case "respond" -> turn(element, Turn.REPLY);
                case "loopback" -> turn(element, Turn.LOOPBACK);
                case "drop" -> turn(element, Turn.DROP);
                case "payloadFactory" -> payloadFactory(element);
                case "sequence" -> reference(element);
                case "class" -> classMediator(element);
                case "log", "description" -> Optional.empty();
                default -> {
                    gaps.add("mediator " + Synapse.label(element));
                    yield Optional.empty();
                }
            };
        }

        private Optional<Mediator> property(XmlElement element) {
            if (element.attribute("name").filter("RESPONSE"::equals).isPresent()) {
                response = !PropertyCompiler.isRemoval(element)
                        && element.attribute("value").filter("true"::equals).isPresent();
            }
            return PropertyCompiler.property(element, gaps);
        }

        private Optional<Mediator> reference(XmlElement element) throws InvalidSynapseException {
            Synapse.checkAttributes(element, Set.of("key"), gaps);
            Optional<String> key = element.attribute("key");
            if (key.isEmpty() || key.get().startsWith("{")) {
                gaps.add("mediator <sequence> without a fixed key");
                return Optional.empty();
            }
            return Optional.of(named(key.get()));
        }

        private Optional<Mediator> classMediator(XmlElement element) {
            element.attribute("name")
                    .ifPresentOrElse(gaps::addClass, () -> gaps.add("mediator <class> without a name"));
            return Optional.empty();
        }

        private Optional<Mediator> turn(XmlElement element, Turn turn) {
            Synapse.checkAttributes(element, Set.of(), gaps);
            return Optional.of(turn);
        }

        private Optional<Mediator> filter(XmlElement element) throws InvalidSynapseException {
            Synapse.checkAttributes(element, Set.of("source", "regex"), gaps);
            Optional<Condition> condition = condition(element);
            boolean before = response;
            Optional<XmlElement> then = element.child("then");
            // without <then>, what stands in a filter is what it does when it holds
            Sequence first = sequence(then.orElse(element));
            boolean afterThen = response;
            response = before;
            Optional<XmlElement> otherwise = element.child("else");
            Sequence second = otherwise.isPresent() ? sequence(otherwise.get()) : Sequence.EMPTY;
            response = afterThen && response;
            return condition.map(holds -> new Filter(holds, first, second));
        }

        private Optional<Condition> condition(XmlElement element) throws InvalidSynapseException {
            Optional<String> source = element.attribute("source");
            Optional<String> regex = element.attribute("regex");
            if (source.isEmpty() || regex.isEmpty()) {
                gaps.add("mediator <filter> without source and regex");
                return Optional.empty();
            }
            Optional<Expression> expression = PropertyCompiler.expression(source.get(), gaps);
            try {
                Pattern pattern = Pattern.compile(regex.get());
                return expression.map(value -> new Condition(value, pattern));
            } catch (PatternSyntaxException e) {
                throw new InvalidSynapseException(
                        "The regex '" + regex.get() + "' of a filter is none: " + e.getDescription(), e);
            }
        }

        private Optional<Mediator> send(XmlElement element) throws InvalidSynapseException {
            Synapse.checkAttributes(element, Set.of("buildmessage"), gaps);
            Optional<XmlElement> endpoint = element.child("endpoint");
            if (endpoint.isEmpty()) {
                if (!response) {
                    gaps.add("mediator <send> without an endpoint on the way in");
                }
                return Optional.of(Turn.REPLY);
            }
            if (direction == Direction.OUT) {
                gaps.add("mediator <send> to an endpoint on the way out");
                return Optional.empty();
            }
            return endpoints.compile(endpoint.get(), gaps).map(Send::new);
        }

        private Optional<Mediator> call(XmlElement element) throws InvalidSynapseException {
            Synapse.checkAttributes(element, Set.of("blocking"), gaps);
            Synapse.checkChildren(element, Set.of("endpoint"), gaps);
            Optional<XmlElement> endpoint = element.child("endpoint");
            if (endpoint.isEmpty()) {
                gaps.add("mediator <call> without an endpoint");
                return Optional.empty();
            }
            Optional<Endpoint> compiled = endpoints.compile(endpoint.get(), gaps);
            return compiled.map(Call::new);
        }

        private Optional<Mediator> payloadFactory(XmlElement element) {
            Synapse.checkAttributes(element, Set.of("media-type", "template-type"), gaps);
            Synapse.checkChildren(element, Set.of("format", "args"), gaps);
            if (element.attribute("template-type")
                    .filter(type -> !type.equals("default"))
                    .isPresent()) {
                gaps.add("payloadFactory with template-type "
                        + element.attribute("template-type").orElse(""));
            }
            Optional<PayloadFactory.Kind> kind =
                    switch (element.attribute("media-type").orElse("xml")) {
                        case "json" -> Optional.of(PayloadFactory.Kind.JSON);
                        case "xml" -> Optional.of(PayloadFactory.Kind.XML);
                        case "text" -> Optional.of(PayloadFactory.Kind.TEXT);
                        default -> Optional.empty();
                    };
            Optional<XmlElement> format = element.child("format");
            if (kind.isEmpty() || format.isEmpty() || !format.get().attributes().isEmpty()) {
                gaps.add("payloadFactory without a media-type and a format of its own");
                return Optional.empty();
            }
            String text = kind.get() == PayloadFactory.Kind.XML
                    ? xml(format.get())
                    : format.get().text();
            List<Expression> arguments = new ArrayList<>();
            for (XmlElement args : element.children("args")) {
                Synapse.checkChildren(args, Set.of("arg"), gaps);
                for (XmlElement arg : args.children("arg")) {
                    argument(arg).ifPresent(arguments::add);
                }
            }
            return Optional.of(PayloadFactory.of(kind.get(), text, arguments));
        }

        private String xml(XmlElement format) {
            List<XmlElement> roots = format.children();
            if (roots.size() != 1) {
                gaps.add("payloadFactory whose XML format has not exactly one root");
                return "";
            }
            return XmlWriter.write(roots.get(0));
        }

        private Optional<Expression> argument(XmlElement arg) {
            Synapse.checkAttributes(arg, Set.of("value", "expression", "evaluator"), gaps);
            Optional<String> expression = arg.attribute("expression").map(String::trim);
            boolean json = arg.attribute("evaluator").filter("json"::equals).isPresent();
            if (json
                    && expression
                            .filter(text -> text.startsWith("$.") || text.equals("$") || text.startsWith("$["))
                            .isPresent()) {
                return PropertyCompiler.expression("json-eval(" + expression.get() + ")", gaps);
            }
            return PropertyCompiler.value(arg, gaps);
        }
    }
}
