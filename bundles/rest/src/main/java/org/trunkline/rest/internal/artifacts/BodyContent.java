package org.trunkline.rest.internal.artifacts;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.trunkline.rest.internal.http.Content;
import org.trunkline.sync.ArtifactBody;

/** The bytes of an artifact. */
final class BodyContent implements Content {

    private final ArtifactBody body;

    BodyContent(ArtifactBody body) {
        this.body = body;
    }

    @Override
    public String type() {
        return "application/json";
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(body.size());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }
}
