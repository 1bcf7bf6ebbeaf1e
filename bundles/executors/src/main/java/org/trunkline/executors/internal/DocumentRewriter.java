package org.trunkline.executors.internal;

import java.util.Optional;
import java.util.Set;
import org.trunkline.executors.internal.ReferenceReader.Reference;
import org.trunkline.xml.InvalidXmlException;
import org.trunkline.xml.RelativeReference;
import org.trunkline.xml.TextEdits;
import org.trunkline.xml.XmlEscape;
import org.trunkline.xml.XmlText;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** Lets copied documents lead to where the others are now. Nothing else of them is changed, not even a blank. */
final class DocumentRewriter {

    private static final String ENDPOINT = "application/vnd.wso2-endpoint+xml";
    private static final Set<String> WITH_REFERENCES =
            Set.of("application/wsdl+xml", "application/x-xsd+xml", "application/xsd+xml");

    private final Registry registry;
    private final MovedPaths moved;
    private final String service;

    /** @param service the path of the service that is promoted, the only one whose version is written into it */
    DocumentRewriter(Registry registry, MovedPaths moved, String service) {
        this.registry = registry;
        this.moved = moved;
        this.service = service;
    }

    /** @throws RefusedException if it is XML whose references have to be kept and that cannot be read */
    byte[] rewritten(Move move) throws RefusedException, RegistryException {
        byte[] content = Contents.of(move.resource());
        // WSO2 leaves endpoints as they are.
        if (content.length == 0 || move.mediaType().equals(ENDPOINT)) {
            return content;
        }
        boolean hasToBeXml = move.from().equals(service) || WITH_REFERENCES.contains(move.mediaType());
        XmlText text;
        try {
            text = XmlText.decode(content);
        } catch (InvalidXmlException e) {
            if (hasToBeXml) {
                throw unreadable(move, e);
            }
            // No text, so there is no path in it.
            return content;
        }
        try {
            TextEdits edits = edits(move, text);
            return edits.isEmpty() ? content : text.encode(edits.apply(text.text()), content);
        } catch (InvalidXmlException e) {
            throw unreadable(move, e);
        }
    }

    private static RefusedException unreadable(Move move, InvalidXmlException e) {
        return new RefusedException(
                "The references of " + move.from() + " (" + move.mediaType() + ") cannot be kept: " + e.getMessage()
                        + ".",
                e);
    }

    private TextEdits edits(Move move, XmlText text) throws InvalidXmlException, RegistryException {
        TextEdits edits = new TextEdits();
        if (move.from().equals(service)) {
            ServiceDocument.of(text).write(move.version(), move.to(), edits);
        }
        if (WITH_REFERENCES.contains(move.mediaType())) {
            for (Reference reference : ReferenceReader.references(text)) {
                rewrite(reference, move, edits);
            }
        }
        moved.rewrite(text.text(), edits);
        return edits;
    }

    private void rewrite(Reference reference, Move move, TextEdits edits) throws RegistryException {
        Optional<String> old = RelativeReference.resolve(move.from(), reference.target());
        if (old.isEmpty()) {
            return;
        }
        Optional<String> target = moved.of(old.get());
        if (target.isEmpty() && registry.resourceExists(old.get())) {
            target = old;
        }
        if (target.isPresent()) {
            String written = RelativeReference.of(move.to(), target.get()) + fragment(reference.target());
            if (!written.equals(reference.target())) {
                edits.replace(reference.range(), XmlEscape.attribute(written));
            }
        }
    }

    private static String fragment(String reference) {
        int hash = reference.indexOf('#');
        return hash < 0 ? "" : reference.substring(hash).stripTrailing();
    }
}
