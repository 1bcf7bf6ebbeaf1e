package org.trunkline.lifecycle.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The history of a resource: WSO2's document at WSO2's place, with attributes of our own ({@code path}, {@code at}, {@code
 * stay}) for what it does not say.
 */
final class HistoryFile {

    static final RegistryPath HOME =
            RegistryPath.of("/_system/governance/repository/components/org.wso2.carbon.governance/lifecycles/history");

    private static final String MEDIA_TYPE = "application/xml";
    private static final String ORDER = "registry.lifecycle_history.order";
    private static final String BEGIN = "<lifecycleHistory>";
    private static final String END = "</lifecycleHistory>";
    private static final DateTimeFormatter WSO2_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final int MAX_PLAIN_NAME = 200;

    private final Registry system;
    private final RegistryPath of;
    private final ZoneId zone;

    HistoryFile(Registry system, RegistryPath of, ZoneId zone) {
        this.system = system;
        this.of = of;
        this.zone = zone;
    }

    /** WSO2's name, which is the path with underscores; a long one is cut and made unique with a digest. */
    static RegistryPath place(RegistryPath of) {
        String name = of.toString().replace('/', '_');
        return HOME.child(
                name.length() <= MAX_PLAIN_NAME
                        ? name
                        : name.substring(0, MAX_PLAIN_NAME).stripTrailing() + "_"
                                + sha256(of.toString()).substring(0, 16));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The order of the entry is given here. */
    void append(HistoryEntry entry) throws RegistryException {
        RegistryPath place = place(of);
        Optional<Resource> resource = system.find(place);
        String before = resource.isPresent() ? text(place) : BEGIN + END;
        int end = before.lastIndexOf(END);
        if (end < 0) {
            throw damaged(place, "it does not end with " + END, null);
        }
        int order = resource.flatMap(there -> there.properties().first(ORDER))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
        String after = before.substring(0, end) + xml(entry, order) + before.substring(end);
        ResourceProperties properties = resource.map(Resource::properties).orElse(ResourceProperties.NONE);
        system.put(
                place,
                resource.map(ResourceDraft::of)
                        .orElseGet(ResourceDraft::resource)
                        .mediaType(MEDIA_TYPE)
                        .properties(properties.with(ORDER, String.valueOf(order + 1)))
                        .content(ResourceContent.of(after.getBytes(StandardCharsets.UTF_8))));
    }

    /** Oldest first. */
    List<HistoryEntry> entries() throws RegistryException {
        RegistryPath place = place(of);
        if (system.find(place).isEmpty()) {
            return List.of();
        }
        List<HistoryEntry> entries = new ArrayList<>();
        try {
            for (Element item : children(parsed(text(place)), "item")) {
                String owner = item.getAttribute("path");
                // two paths can have one name: /a/b and /a_b
                if (owner.isEmpty() || owner.equals(of.toString())) {
                    entries.add(entry(item));
                }
            }
        } catch (SAXException | IOException | IllegalArgumentException | DateTimeParseException e) {
            throw damaged(place, e.getMessage(), e);
        }
        return entries;
    }

    private static RegistryException damaged(RegistryPath place, String reason, Exception cause) {
        return new RegistryException(
                RegistryException.Kind.REFUSED,
                "the history at " + place + " is damaged: " + reason + "; delete or mend it",
                cause);
    }

    private String text(RegistryPath place) throws RegistryException {
        try (InputStream in = system.content(place)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RegistryException(
                    RegistryException.Kind.UNAVAILABLE, "the history at " + place + " cannot be read", e);
        }
    }

    // ---- writing

    private String xml(HistoryEntry entry, int order) {
        StringBuilder xml = new StringBuilder("<item");
        attribute(xml, "order", String.valueOf(order));
        attribute(xml, "user", entry.user());
        attribute(xml, "aspect", entry.lifecycle());
        attribute(xml, "state", entry.state());
        entry.target().ifPresent(target -> attribute(xml, "targetState", target));
        attribute(xml, "originalPath", entry.original().orElse(entry.path()).toString());
        attribute(xml, "timestamp", WSO2_TIME.format(entry.at().atZone(zone)));
        attribute(xml, "path", entry.path().toString());
        attribute(xml, "at", entry.at().toString());
        entry.stay().ifPresent(stay -> attribute(xml, "stay", stay.toString()));
        xml.append("><action");
        attribute(xml, "type", entry.type().word());
        attribute(xml, "name", entry.action().orElse(""));
        xml.append('>');
        calls(xml, "validations", "validation", entry.validations());
        calls(xml, "executors", "executor", entry.executions());
        entry.value()
                .ifPresent(value -> xml.append("<value>").append(escaped(value)).append("</value>"));
        return xml.append("</action></item>").toString();
    }

    private static void calls(StringBuilder xml, String all, String one, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        xml.append('<').append(all).append('>');
        for (String name : names) {
            xml.append('<').append(one);
            attribute(xml, "name", name);
            xml.append("><operations/></").append(one).append('>');
        }
        xml.append("</").append(all).append('>');
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    // ---- reading

    private static Element parsed(String xml) throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform has a parser with these features", e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private HistoryEntry entry(Element item) {
        Element action = children(item, "action").stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an item has no action"));
        return new HistoryEntry(
                of,
                text(item, "originalPath").map(RegistryPath::of).filter(path -> !path.equals(of)),
                text(item, "order").map(Integer::parseInt).orElse(0),
                type(action.getAttribute("type")),
                item.getAttribute("aspect"),
                item.getAttribute("user"),
                text(item, "at").map(Instant::parse).orElseGet(() -> wso2Time(item.getAttribute("timestamp"))),
                item.getAttribute("state"),
                text(item, "targetState"),
                text(action, "name"),
                children(action, "value").stream().findFirst().map(Element::getTextContent),
                text(item, "stay").map(Duration::parse),
                names(action, "validations", "validation"),
                names(action, "executors", "executor"));
    }

    private static Optional<String> text(Element element, String attribute) {
        return Optional.of(element.getAttribute(attribute)).filter(text -> !text.isEmpty());
    }

    private Instant wso2Time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
    }

    private static HistoryEntry.Type type(String word) {
        for (HistoryEntry.Type type : HistoryEntry.Type.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException("an action is of the type '" + word + "', which is none");
    }

    private static List<String> names(Element action, String all, String one) {
        return children(action, all).stream()
                .flatMap(element -> children(element, one).stream())
                .map(element -> element.getAttribute("name"))
                .toList();
    }
}
