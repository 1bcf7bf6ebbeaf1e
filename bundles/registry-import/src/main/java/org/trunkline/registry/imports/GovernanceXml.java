package org.trunkline.registry.imports;

import java.nio.charset.StandardCharsets;
import org.trunkline.registry.RegistryPath;
import org.trunkline.xml.XmlEscape;

/** Services and endpoints as WSO2's governance writes them. */
final class GovernanceXml {

    static final String SERVICE_TYPE = "application/vnd.wso2-service+xml";
    static final String ENDPOINT_TYPE = "application/vnd.wso2-endpoint+xml";

    private static final String NAMESPACE = "http://www.wso2.org/governance/metadata";

    private GovernanceXml() {}

    /** @param interfaceElement {@code wsdlURL} or {@code swagger} */
    static byte[] service(
            String name, String namespace, String version, String interfaceElement, RegistryPath definition) {
        return bytes("<metadata xmlns=\"" + NAMESPACE + "\">\n  <overview>\n" + element("name", name)
                + element("namespace", namespace) + element("version", version) + "  </overview>\n  <interface>\n"
                + element(interfaceElement, definition.toString()) + "  </interface>\n</metadata>\n");
    }

    static byte[] endpoint(String name, String version, String address) {
        return bytes("<endpoint xmlns=\"" + NAMESPACE + "\">\n  <overview>\n" + element("name", name)
                + element("version", version) + element("address", address) + "  </overview>\n</endpoint>\n");
    }

    private static String element(String name, String text) {
        return "    <" + name + ">" + XmlEscape.text(text) + "</" + name + ">\n";
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
