package org.trunkline.sync.wire;

import java.io.IOException;
import java.util.Optional;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;
import org.trunkline.sync.internal.codec.ArtifactFields;

/** A write as named strings, without its body. */
final class WriteFields {

    private WriteFields() {}

    static ArtifactFields of(ArtifactWrite write) {
        return ArtifactFields.empty()
                .putKey(write.key())
                .put("instruction", write.instruction().wireName())
                .putApi(write.api())
                .put("savedBy", write.savedBy())
                .put("expected", write.expectedRevision().map(Revision::toString))
                .put("expectedAbsent", write.expectsAbsent() ? Optional.of("true") : Optional.empty())
                .put("sha256", write.body().sha256());
    }

    static ArtifactWrite read(ArtifactFields fields, ArtifactBody body) throws IOException {
        if (!body.sha256().equals(fields.require("sha256"))) {
            throw new IOException("The body of " + fields.key() + " was damaged on its way: " + body);
        }
        ArtifactWrite write = ArtifactWrite.of(fields.key(), fields.instruction(), fields.api(), body);
        if (fields.get("savedBy").isPresent()) {
            write = write.by(fields.require("savedBy"));
        }
        if (fields.get("expectedAbsent").isPresent()) {
            return write.expectingAbsent();
        }
        Optional<Revision> expected = fields.revision("expected");
        return expected.isPresent() ? write.expecting(expected.get()) : write;
    }
}
