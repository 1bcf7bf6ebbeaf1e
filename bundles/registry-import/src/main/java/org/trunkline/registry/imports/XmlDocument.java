package org.trunkline.registry.imports;

import java.util.List;

/**
 * What a WSDL or a schema says, as far as an import has to know.
 *
 * @param namespace its targetNamespace; empty text if it has none
 * @param references to other documents, in their order
 * @param services the names of the services of a WSDL
 * @param endpoints the addresses of those services
 */
record XmlDocument(
        Kind kind,
        String namespace,
        List<DocumentReference> references,
        List<String> services,
        List<String> endpoints) {

    /** What is described, by the root element. */
    enum Kind {
        WSDL("wsdls", "wsdl", "application/wsdl+xml"),
        SCHEMA("schemas", "xsd", "application/x-xsd+xml");

        private final String folder;
        private final String extension;
        private final String mediaType;

        Kind(String folder, String extension, String mediaType) {
            this.folder = folder;
            this.extension = extension;
            this.mediaType = mediaType;
        }

        /** Where it lies in trunk. WSO2's name. */
        String folder() {
            return folder;
        }

        String extension() {
            return extension;
        }

        /** The one that WSO2's executors ask for. */
        String mediaType() {
            return mediaType;
        }
    }

    XmlDocument {
        references = List.copyOf(references);
        services = List.copyOf(services);
        endpoints = List.copyOf(endpoints);
    }

    /**
     * A reference to another document.
     *
     * @param element which start tag of the text holds it, from 0
     * @param attribute its name as it is written
     * @param target the attribute's value
     * @param sharesNamespace whether the other document, where it has no namespace of its own, becomes a part of this one's
     */
    record DocumentReference(int element, String attribute, String target, boolean sharesNamespace) {}
}
