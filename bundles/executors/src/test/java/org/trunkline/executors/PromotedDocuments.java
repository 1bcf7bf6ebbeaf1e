package org.trunkline.executors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.Resource;

/** Reads every WSDL and schema of a tree with a parser of its own and goes where it leads. */
final class PromotedDocuments {

    private PromotedDocuments() {}

    /** @return how many references there are */
    static int assertEachReferenceResolves(Trunk trunk, String root) throws Exception {
        List<String> documents = new ArrayList<>();
        find(trunk, root.substring(0, root.length() - 1), documents);
        int references = 0;
        for (String path : documents) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(trunk.bytes(path)));
            NodeList all = document.getElementsByTagNameNS("*", "*");
            for (int i = 0; i < all.getLength(); i++) {
                Element element = (Element) all.item(i);
                for (String attribute : List.of("schemaLocation", "location")) {
                    String reference = element.getAttribute(attribute);
                    if (!reference.isEmpty()) {
                        references++;
                        String target = URI.create("registry:" + path)
                                .resolve(reference)
                                .getPath();
                        assertTrue(trunk.registry.resourceExists(target), path + " leads to " + target);
                    }
                }
            }
        }
        assertTrue(references > 0, "no reference was looked at below " + root);
        return references;
    }

    private static void find(Trunk trunk, String path, List<String> documents) throws Exception {
        Resource resource = trunk.registry.get(path);
        if (resource instanceof Collection collection) {
            for (String child : collection.getChildren()) {
                find(trunk, child, documents);
            }
        } else if (path.endsWith(".wsdl") || path.endsWith(".xsd")) {
            documents.add(path);
        }
    }
}
