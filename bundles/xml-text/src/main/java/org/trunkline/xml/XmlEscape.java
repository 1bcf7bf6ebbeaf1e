package org.trunkline.xml;

/** Text as it has to stand in XML. */
public final class XmlEscape {

    private XmlEscape() {}

    public static String text(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Between quotes of either kind. */
    public static String attribute(String value) {
        return text(value).replace("\"", "&quot;").replace("'", "&apos;");
    }
}
