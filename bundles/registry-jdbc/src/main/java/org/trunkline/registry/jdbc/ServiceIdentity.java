package org.trunkline.registry.jdbc;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a service's XML says it is: WSO2's document with metadata/overview/{name,namespace,version}. Immutable. */
record ServiceIdentity(String namespace, String name, String version) {

    static final String MEDIA_TYPE = "application/vnd.wso2-service+xml";

    private static final String METADATA = "http://www.wso2.org/governance/metadata";
    private static final int MAX_DEPTH = 100;
    private static final int MAX_VALUE = 10_000;

    /** Empty if it is no readable document of a service, or one without a name. */
    static Optional<ServiceIdentity> read(InputStream xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(xml);
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<ServiceIdentity> read(XMLStreamReader reader) throws XMLStreamException {
        Deque<String> path = new ArrayDeque<>();
        Map<List<String>, StringBuilder> values = new HashMap<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> {
                    return Optional.empty();
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(METADATA.equals(reader.getNamespaceURI()) ? reader.getLocalName() : "");
                    if (path.size() > MAX_DEPTH) {
                        return Optional.empty();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (path.size() == 3 && reader.getTextLength() <= MAX_VALUE) {
                        values.computeIfAbsent(List.copyOf(path), key -> new StringBuilder())
                                .append(reader.getText());
                    }
                }
                default -> {}
            }
        }
        String name = value(values, "name");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServiceIdentity(value(values, "namespace"), name, value(values, "version")));
    }

    private static String value(Map<List<String>, StringBuilder> values, String name) {
        StringBuilder value = values.get(List.of("metadata", "overview", name));
        return value == null ? "" : value.toString().strip();
    }

    /** The same for services of the same name and namespace. */
    String key() {
        byte[] text = (namespace.length() + ":" + namespace + name).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Spool.sha256().digest(text));
    }
}
