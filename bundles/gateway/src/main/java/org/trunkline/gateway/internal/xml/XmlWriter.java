package org.trunkline.gateway.internal.xml;

import java.util.HashMap;
import java.util.Map;

/** Writes elements as text, with the namespace declarations that each place needs. */
public final class XmlWriter {

    private final StringBuilder out = new StringBuilder();

    private XmlWriter() {}

    /** The element on its own, readable without what stood around it. */
    public static String write(XmlElement element) {
        XmlWriter writer = new XmlWriter();
        writer.element(element, Map.of("", ""));
        return writer.out.toString();
    }

    private void element(XmlElement element, Map<String, String> outer) {
        Map<String, String> declared = new HashMap<>(outer);
        out.append('<').append(element.name().qualified());
        declare(element.name(), declared);
        element.attributes().forEach(this::attribute);
        element.foreignAttributes().forEach((name, value) -> {
            declare(name, declared);
            attribute(name.qualified(), value);
        });
        if (element.content().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (XmlNode node : element.content()) {
            if (node instanceof XmlElement child) {
                element(child, declared);
            } else if (node instanceof XmlText text) {
                out.append(escape(text.value()));
            }
        }
        out.append("</").append(element.name().qualified()).append('>');
    }

    private void declare(XmlName name, Map<String, String> declared) {
        if (!name.namespace().equals(declared.get(name.prefix()))
                && !name.prefix().equals("xml")) {
            declared.put(name.prefix(), name.namespace());
            attribute(name.prefix().isEmpty() ? "xmlns" : "xmlns:" + name.prefix(), name.namespace());
        }
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    /** The text as it stands in an element or in an attribute's value. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
