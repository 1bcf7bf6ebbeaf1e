package org.trunkline.validators;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trunkline.executors.internal.Contents;
import org.trunkline.xml.InvalidXmlException;
import org.trunkline.xml.StrictXml;
import org.trunkline.xml.XmlText;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The values of an artifact's XML, under the names of WSO2's Governance API: {@code overview_version}. */
final class ArtifactAttributes extends DefaultHandler {

    private final Map<String, List<String>> values = new HashMap<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();

    private ArtifactAttributes() {}

    /** @throws RegistryException if the resource is no XML */
    static Map<String, List<String>> of(Resource resource) throws RegistryException {
        ArtifactAttributes attributes = new ArtifactAttributes();
        try {
            StrictXml.read(XmlText.decode(Contents.of(resource)), attributes);
        } catch (InvalidXmlException e) {
            throw new RegistryException(resource.getPath() + " has no attributes: " + e.getMessage(), e);
        }
        return attributes.values;
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
        // The root has no part in the names.
        String parent = names.isEmpty() ? null : names.peek();
        names.push(parent == null ? "" : parent.isEmpty() ? localName : parent + "_" + localName);
        texts.push(new StringBuilder());
    }

    @Override
    public void characters(char[] text, int start, int length) {
        texts.element().append(text, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) {
        String name = names.pop();
        String text = texts.pop().toString().trim();
        if (!text.isEmpty()) {
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(text);
        }
    }
}
