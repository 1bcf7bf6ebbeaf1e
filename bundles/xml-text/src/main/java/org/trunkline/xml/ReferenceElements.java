package org.trunkline.xml;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How WSDLs (1.1 and 2.0) and schemas name the documents that they need. */
public final class ReferenceElements {

    public static final String WSDL_11 = "http://schemas.xmlsoap.org/wsdl/";
    public static final String WSDL_20 = "http://www.w3.org/ns/wsdl";
    public static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private static final Set<String> DOCUMENTS =
            Set.of(key(WSDL_11, "definitions"), key(WSDL_20, "description"), key(XSD, "schema"));

    private static final Map<String, String> ATTRIBUTES = Map.of(
            key(WSDL_11, "import"), "location",
            key(WSDL_20, "import"), "location",
            key(WSDL_20, "include"), "location",
            key(XSD, "import"), "schemaLocation",
            key(XSD, "include"), "schemaLocation",
            key(XSD, "redefine"), "schemaLocation",
            key(XSD, "override"), "schemaLocation");

    private ReferenceElements() {}

    private static String key(String namespace, String localName) {
        return '{' + namespace + '}' + localName;
    }

    /** Whether an element is a WSDL or a schema, as a root or inside of another one. */
    public static boolean isDocument(String namespace, String localName) {
        return DOCUMENTS.contains(key(namespace, localName));
    }

    /** The attribute of an element, directly in a WSDL or a schema, that says where another document is. */
    public static Optional<String> attributeOf(String namespace, String localName) {
        return Optional.ofNullable(ATTRIBUTES.get(key(namespace, localName)));
    }
}
