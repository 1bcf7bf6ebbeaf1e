package org.trunkline.registry.carbon.internal;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.trunkline.registry.carbon.internal.DumpedResource.Edge;
import org.trunkline.registry.carbon.internal.DumpedResource.Said;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/**
 * Reads a dump in WSO2's XML (Repository.restoreRecursively of registry.core 4.6.0) to its end before anything is changed. It
 * takes no document type and no entity. Unknown elements are passed over, as WSO2's registry does.
 */
final class DumpReader {

    private static final int MAX_DEPTH = 500;

    private final XMLStreamReader xml;

    private DumpReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static DumpedResource read(String path, Reader reader) throws RegistryException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(reader);
            xml.nextTag();
            if (!xml.getLocalName().equals("resource")) {
                throw new RegistryException(
                        "Invalid dump to restore at " + path + ": it begins with <" + xml.getLocalName() + ">");
            }
            DumpedResource top = new DumpReader(xml).resource(0);
            while (xml.hasNext()) {
                xml.next();
            }
            return top;
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new RegistryException("Invalid dump to restore at " + path + ": " + e.getMessage(), e);
        }
    }

    private DumpedResource resource(int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("its resources lie deeper than " + MAX_DEPTH + " collections");
        }
        DumpedResource resource = new DumpedResource(
                name(),
                attribute("status").orElse("dump"),
                attribute("isCollection").orElse("false").equals("true"),
                attribute("ignoreConflicts")
                        .map(value -> !value.equals("false"))
                        .orElse(true));
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            element(resource, depth);
        }
        return resource;
    }

    /** Older dumps have the path in place of the name. */
    private String name() throws XMLStreamException {
        String name = attribute("name").or(() -> attribute("path")).orElse(null);
        if (name == null) {
            throw new XMLStreamException("a resource has neither a name nor a path", xml.getLocation());
        }
        return name.equals("/") ? name : name.substring(name.lastIndexOf('/') + 1);
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }

    private void element(DumpedResource resource, int depth) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "mediaType" -> resource.mediaType = text().flatMap(DumpReader::mediaType);
            case "version" -> resource.version = text().map(Long::parseLong).orElse(0L);
            case "creator" -> resource.creator = text();
            case "uuid" -> resource.uuid = text();
            case "description" -> resource.description = text();
            case "content" ->
                resource.content = text().map(Base64.getMimeDecoder()::decode).orElse(new byte[0]);
            case "properties" -> properties(resource);
            case "comments" -> resource.comments.addAll(said("text"));
            case "taggings" -> resource.taggings.addAll(said("tagName"));
            case "ratings" -> resource.ratings.addAll(said("rate"));
            case "associations" ->
                items().forEach(item -> resource.associations.add(
                        new Edge(item.get("source"), item.get("destination"), item.get("type"))));
            case "children", "childs" -> {
                while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
                    resource.children.add(resource(depth + 1));
                }
            }
            default -> skip();
        }
    }

    private static Optional<String> mediaType(String text) {
        return text.indexOf('/') >= 0 ? Optional.of(text) : MediaTypes.of("x." + text);
    }

    private Optional<String> text() throws XMLStreamException {
        return Optional.of(xml.getElementText()).filter(text -> !text.isEmpty());
    }

    private void properties(DumpedResource resource) throws XMLStreamException {
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            String key = attribute("key")
                    .orElseThrow(() -> new XMLStreamException("a property has no key", xml.getLocation()));
            text().ifPresent(value -> resource.properties
                    .computeIfAbsent(key, each -> new ArrayList<>())
                    .add(value));
        }
    }

    private List<Said> said(String element) throws XMLStreamException {
        List<Said> all = new ArrayList<>();
        for (Map<String, String> item : items()) {
            if (item.containsKey(element) && item.containsKey("user")) {
                all.add(new Said(item.get("user"), item.get(element)));
            }
        }
        return all;
    }

    /** Elements below this one, each with the texts of the elements below it. */
    private List<Map<String, String>> items() throws XMLStreamException {
        List<Map<String, String>> items = new ArrayList<>();
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            Map<String, String> item = new HashMap<>();
            while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
                item.put(xml.getLocalName(), xml.getElementText());
            }
            items.add(item);
        }
        return items;
    }

    private void skip() throws XMLStreamException {
        for (int open = 1; open > 0; ) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamReader.END_ELEMENT) {
                open--;
            }
        }
    }
}
