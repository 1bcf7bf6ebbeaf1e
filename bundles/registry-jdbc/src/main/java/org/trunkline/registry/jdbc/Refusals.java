package org.trunkline.registry.jdbc;

import java.util.Objects;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;

/** The registry's answers to what it cannot do, and the checks of texts that no type of the API checks. */
final class Refusals {

    private Refusals() {}

    static RegistryException refused(String message) {
        return new RegistryException(Kind.REFUSED, message);
    }

    static RegistryException conflict(String message) {
        return new RegistryException(Kind.CONFLICT, message);
    }

    static RegistryException notFound(RegistryPath path) {
        return notFound("There is nothing at " + path);
    }

    static RegistryException notFound(String message) {
        return new RegistryException(Kind.NOT_FOUND, message);
    }

    static RegistryException forbidden(String message) {
        return new RegistryException(Kind.FORBIDDEN, message);
    }

    /** @param what names the text in the message */
    static String requireText(String what, String text, int max) throws RegistryException {
        Objects.requireNonNull(text, what);
        if (text.length() > max) {
            throw refused(what + " has " + text.length() + " characters; " + max + " are allowed");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw refused(what + " holds the character U+0000, which no database keeps");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refused(what + " holds half of a surrogate pair");
            }
        }
        return text;
    }
}
