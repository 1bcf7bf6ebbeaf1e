package org.trunkline.rest.internal.artifacts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.sync.ArtifactKey;

/**
 * Behind which key a page of a list begins. Its text means nothing to clients; inside it is the key, so that a page is
 * right whatever was written meanwhile.
 */
record PagePosition(ArtifactKey last) {

    static PagePosition parse(String text) throws ProblemException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
            return new PagePosition(ArtifactKey.of(ArtifactKey.Kind.valueOf(parts[0]), parts[1], parts[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw ProblemException.badRequest("'after' must be the 'next' of an earlier answer.");
        }
    }

    boolean isBefore(ArtifactKey key) {
        return last.compareTo(key) < 0;
    }

    /** A line break parts the three: no label and no id can hold one. */
    @Override
    public String toString() {
        String text = last.kind() + "\n" + last.label() + "\n" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
