package org.trunkline.registry.imports;

import org.trunkline.registry.RegistryException;

/** Says that an import makes no sense. */
final class Refusal {

    private Refusal() {}

    static RegistryException of(String message) {
        return new RegistryException(RegistryException.Kind.REFUSED, message);
    }

    static RegistryException of(String location, InvalidDocumentException e) {
        return new RegistryException(
                RegistryException.Kind.REFUSED, "The document " + location + " is refused: " + e.getMessage() + ".", e);
    }
}
