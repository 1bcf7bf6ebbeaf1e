package org.trunkline.registry.imports;

/** Text as it has to stand in XML. */
final class XmlEscape {

    private XmlEscape() {}

    static String text(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Between quotes of either kind. */
    static String attribute(String value) {
        return text(value).replace("\"", "&quot;").replace("'", "&apos;");
    }
}
