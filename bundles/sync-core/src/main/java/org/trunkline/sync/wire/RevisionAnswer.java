package org.trunkline.sync.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.trunkline.sync.Revision;
import org.trunkline.sync.internal.codec.ArtifactFields;

/** A revision as it travels: the JSON object {@code {"revision":"..."}}. */
public final class RevisionAnswer {

    private static final String FIELD = "revision";
    private static final int MAX_BYTES = 4096;

    private RevisionAnswer() {}

    static byte[] write(Revision revision) {
        return ArtifactFields.empty().put(FIELD, revision.toString()).encode().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException if it is anything else, or cut off */
    public static Revision read(InputStream in) throws IOException {
        byte[] json = in.readNBytes(MAX_BYTES);
        if (json.length == 0) {
            throw new EOFException("The answer is empty");
        }
        return ArtifactFields.decode(new String(json, StandardCharsets.UTF_8))
                .revision(FIELD)
                .orElseThrow(() -> new IOException("The answer names no revision"));
    }
}
