package org.trunkline.registry.carbon.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;

/** Writes a tree in WSO2's XML, as Repository.dumpRecursively of registry.core 4.6.0 does. */
final class DumpWriter {

    private final Registry registry;
    private final Associations associations;
    private final XMLStreamWriter xml;
    private final boolean lite;

    /** @param lite without properties and without what people said: what WSO2 calls so */
    DumpWriter(Registry registry, Associations associations, Writer out, boolean lite) throws XMLStreamException {
        this.registry = registry;
        this.associations = associations;
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        this.lite = lite;
    }

    void write(Resource resource)
            throws XMLStreamException, IOException, RegistryException,
                    org.wso2.carbon.registry.core.exceptions.RegistryException {
        resource(resource);
        xml.flush();
    }

    private void resource(Resource resource)
            throws XMLStreamException, IOException, RegistryException,
                    org.wso2.carbon.registry.core.exceptions.RegistryException {
        RegistryPath path = resource.path();
        xml.writeStartElement("resource");
        xml.writeAttribute("name", path.isRoot() ? "/" : path.name());
        if (!lite) {
            xml.writeAttribute("status", "dump");
        }
        xml.writeAttribute("isCollection", Boolean.toString(resource.isCollection()));
        element("mediaType", resource.mediaType().orElse(""));
        element("version", Long.toString(resource.revision()));
        element("creator", resource.createdBy());
        element("createdTime", Long.toString(resource.createdAt().toEpochMilli()));
        element("lastUpdater", resource.modifiedBy());
        element("lastModified", Long.toString(resource.modifiedAt().toEpochMilli()));
        element("uuid", resource.uuid());
        element("description", resource.description().orElse(""));
        if (!lite) {
            properties(resource);
            comments(path);
            taggings(resource);
            ratings(resource);
            associations(path);
        }
        if (resource.isCollection()) {
            children(path);
        } else {
            content(resource);
        }
        xml.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void properties(Resource resource) throws XMLStreamException {
        if (resource.properties().isEmpty()) {
            return;
        }
        xml.writeStartElement("properties");
        for (Map.Entry<String, List<String>> property :
                resource.properties().asMap().entrySet()) {
            for (String value : property.getValue()) {
                xml.writeStartElement("property");
                xml.writeAttribute("key", property.getKey());
                xml.writeCharacters(value);
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private void comments(RegistryPath path) throws XMLStreamException, RegistryException {
        List<ResourceComment> all = registry.comments(path);
        if (all.isEmpty()) {
            return;
        }
        xml.writeStartElement("comments");
        for (ResourceComment comment : all) {
            xml.writeStartElement("comment");
            element("user", comment.author());
            element("text", comment.text());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** WSO2 writes when it was tagged and rated; here that is not known, and the resource's own time stands for it. */
    private void taggings(Resource resource) throws XMLStreamException, RegistryException {
        Map<String, List<String>> all = registry.taggings(resource.path());
        if (all.isEmpty()) {
            return;
        }
        xml.writeStartElement("taggings");
        for (Map.Entry<String, List<String>> tag : all.entrySet()) {
            for (String user : tag.getValue()) {
                xml.writeStartElement("tagging");
                element("user", user);
                element("date", Long.toString(resource.modifiedAt().toEpochMilli()));
                element("tagName", tag.getKey());
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private void ratings(Resource resource) throws XMLStreamException, RegistryException {
        Map<String, Integer> all = registry.ratings(resource.path());
        if (all.isEmpty()) {
            return;
        }
        xml.writeStartElement("ratings");
        for (Map.Entry<String, Integer> rating : all.entrySet()) {
            xml.writeStartElement("rating");
            element("user", rating.getKey());
            element("date", Long.toString(resource.modifiedAt().toEpochMilli()));
            element("rate", Integer.toString(rating.getValue()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void associations(RegistryPath path)
            throws XMLStreamException, org.wso2.carbon.registry.core.exceptions.RegistryException {
        org.wso2.carbon.registry.core.Association[] all =
                associations.of(Address.of(path.toString()), Optional.empty());
        if (all.length == 0) {
            return;
        }
        xml.writeStartElement("associations");
        for (org.wso2.carbon.registry.core.Association association : all) {
            String destination = association.getDestinationPath();
            xml.writeStartElement("association");
            element("source", RelativePaths.relative(association.getSourcePath(), path.toString()));
            element(
                    "destination",
                    destination.startsWith("/")
                            ? RelativePaths.relative(destination, path.toString())
                            : ":" + destination);
            element("type", association.getAssociationType());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void children(RegistryPath path)
            throws XMLStreamException, IOException, RegistryException,
                    org.wso2.carbon.registry.core.exceptions.RegistryException {
        xml.writeStartElement("children");
        for (Resource child : Pages.all(request -> registry.children(path, request))) {
            // What a link leads to is not of this tree; it may even be above it.
            if (registry.linkTarget(path.child(child.path().name())).isEmpty()) {
                resource(child);
            }
        }
        xml.writeEndElement();
    }

    private void content(Resource resource) throws XMLStreamException, IOException, RegistryException {
        if (resource.content().isEmpty()) {
            return;
        }
        try (InputStream in = registry.content(resource.path())) {
            element("content", Base64.getEncoder().encodeToString(in.readAllBytes()));
        }
    }
}
