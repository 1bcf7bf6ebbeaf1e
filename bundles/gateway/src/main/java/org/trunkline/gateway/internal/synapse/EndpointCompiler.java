package org.trunkline.gateway.internal.synapse;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.gateway.internal.mediation.Endpoint;
import org.trunkline.gateway.internal.mediation.Mediator;
import org.trunkline.gateway.internal.mediation.UriTemplate;
import org.trunkline.gateway.internal.xml.XmlElement;

/** Makes endpoints of {@code <endpoint>} elements. For one thread, and the resources of one API. */
final class EndpointCompiler {

    /** Retries and suspension keep load off a failing back end and do not change an answer. */
    private static final Set<String> KNOWN_CHILDREN = Set.of("timeout", "suspendOnFailure", "markForSuspension");

    private static final Pattern MILLISECONDS = Pattern.compile("[1-9]\\d{0,8}");

    private static final Set<String> PLAIN_FORMATS = Set.of("leave-as-is", "rest");

    private final NamedParts parts;
    private final Map<String, Optional<Endpoint>> named = new HashMap<>();

    EndpointCompiler(NamedParts parts) {
        this.parts = parts;
    }

    /** The endpoint, empty if it is none that the preview front implements. */
    Optional<Endpoint> compile(XmlElement element, Gaps gaps) throws InvalidSynapseException {
        Optional<String> key = element.attribute("key");
        if (key.isEmpty()) {
            return inline(element, gaps);
        }
        Synapse.checkAttributes(element, Set.of("key"), gaps);
        Optional<XmlElement> definition = parts.endpoint(key.get());
        if (definition.isEmpty()) {
            gaps.add("endpoint '" + key.get() + "', which the artifact does not bring");
            return Optional.empty();
        }
        // what is missing is noted for each resource that uses the endpoint, so only a whole one is kept
        Optional<Endpoint> known = named.getOrDefault(key.get(), Optional.empty());
        if (known.isPresent()) {
            return known;
        }
        Gaps own = new Gaps();
        Optional<Endpoint> compiled = definition.get().attribute("key").isPresent()
                ? notImplemented("endpoint '" + key.get() + "' that refers to another one", own)
                : inline(definition.get(), own);
        own.addAllTo(gaps);
        if (own.missing().isEmpty()) {
            named.put(key.get(), compiled);
        }
        return compiled;
    }

    private static Optional<Endpoint> notImplemented(String what, Gaps gaps) {
        gaps.add(what);
        return Optional.empty();
    }

    private Optional<Endpoint> inline(XmlElement element, Gaps gaps) throws InvalidSynapseException {
        Synapse.checkAttributes(element, Set.of(), gaps);
        List<Mediator> properties = new ArrayList<>();
        Optional<Endpoint> endpoint = Optional.empty();
        List<XmlElement> kinds = new ArrayList<>();
        for (XmlElement child : element.children()) {
            if (Synapse.owns(child) && child.local().equals("property")) {
                PropertyCompiler.property(child, gaps).ifPresent(properties::add);
            } else if (!child.local().equals("description")) {
                kinds.add(child);
            }
        }
        if (kinds.size() != 1) {
            return notImplemented("endpoint without an address", gaps);
        }
        XmlElement kind = kinds.get(0);
        Optional<String> name = element.attribute("name");
        if (Synapse.owns(kind) && kind.local().equals("address")) {
            Synapse.checkAttributes(kind, Set.of("uri", "format"), gaps);
            checkFormat(kind, gaps);
            String uri = required(kind, "uri");
            endpoint = endpoint(name, UriTemplate.literal(checkedUri(uri)), Optional.empty(), kind, properties, gaps);
        } else if (Synapse.owns(kind) && kind.local().equals("http")) {
            Synapse.checkAttributes(kind, Set.of("uri-template", "method", "format"), gaps);
            checkFormat(kind, gaps);
            Optional<String> method = kind.attribute("method").map(text -> text.toUpperCase(Locale.ROOT));
            endpoint = template(required(kind, "uri-template"), gaps)
                    .flatMap(address -> endpoint(name, address, method, kind, properties, gaps));
        } else {
            gaps.add("endpoint kind " + Synapse.label(kind));
        }
        return endpoint;
    }

    private static Optional<Endpoint> endpoint(
            Optional<String> name,
            UriTemplate address,
            Optional<String> method,
            XmlElement kind,
            List<Mediator> properties,
            Gaps gaps) {
        Synapse.checkChildren(kind, KNOWN_CHILDREN, gaps);
        Optional<String> scheme = address.scheme().map(text -> text.toLowerCase(Locale.ROOT));
        if (scheme.isEmpty() || !Set.of("http", "https").contains(scheme.get())) {
            return notImplemented("endpoint address " + address + " (only http and https are)", gaps);
        }
        return Optional.of(new Endpoint(name, address, method, timeout(kind, gaps), properties));
    }

    private static Optional<UriTemplate> template(String text, Gaps gaps) throws InvalidSynapseException {
        UriTemplate template;
        try {
            template = UriTemplate.parse(text);
        } catch (IllegalArgumentException e) {
            gaps.add("endpoint address: " + e.getMessage());
            return Optional.empty();
        }
        if (template.parts().size() <= 1) {
            checkedUri(text);
        }
        return Optional.of(template);
    }

    private static String checkedUri(String text) throws InvalidSynapseException {
        try {
            return new URI(text.trim()).toString();
        } catch (URISyntaxException e) {
            throw new InvalidSynapseException("The endpoint address '" + text + "' is no URI: " + e.getReason(), e);
        }
    }

    private static void checkFormat(XmlElement kind, Gaps gaps) {
        kind.attribute("format")
                .filter(format -> !PLAIN_FORMATS.contains(format))
                .ifPresent(format -> gaps.add("endpoint format " + format));
    }

    private static Optional<Duration> timeout(XmlElement kind, Gaps gaps) {
        Optional<XmlElement> timeout = kind.child("timeout");
        Optional<String> action = timeout.flatMap(element -> element.child("responseAction"))
                .map(element -> element.text().trim());
        if (action.filter(text -> !text.equals("fault")).isPresent()) {
            // discard: the client would get no answer at all
            gaps.add("endpoint responseAction " + action.get());
        }
        Optional<String> duration = timeout.flatMap(element -> element.child("duration"))
                .map(element -> element.text().trim());
        if (duration.isEmpty()) {
            return Optional.empty();
        }
        if (!MILLISECONDS.matcher(duration.get()).matches()) {
            gaps.add("endpoint timeout '" + duration.get() + "'");
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Long.parseLong(duration.get())));
    }

    private static String required(XmlElement element, String attribute) throws InvalidSynapseException {
        return element.attribute(attribute)
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new InvalidSynapseException(
                        Synapse.label(element) + " of an endpoint has no attribute " + attribute));
    }
}
