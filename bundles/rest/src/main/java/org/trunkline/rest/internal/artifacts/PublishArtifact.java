package org.trunkline.rest.internal.artifacts;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.JsonContent;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.document.InvalidDocumentException;
import org.trunkline.sync.publish.Publication;

/** Publishes an artifact to labels, to all or to none. The body is kept byte for byte. */
final class PublishArtifact implements Handler {

    static final Parameter[] QUERY = {
        Parameter.required("label", "a gateway label to publish to").repeatable(), Precondition.EXPECTED
    };

    private final NodeParts parts;
    private final Publishing publishing;

    PublishArtifact(NodeParts parts, Publishing publishing) {
        this.parts = parts;
        this.publishing = publishing;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, ArtifactStoreException, IOException {
        ArtifactSink sink = parts.requireSink();
        Precondition precondition = Precondition.of(call);
        Set<String> labels = labels(call);
        GatewayDocument document = read(call);
        Publication publication =
                Publication.of(document, Optional.of(call.account().name()));
        List<ArtifactWrite> batch =
                publication.publish(labels).stream().map(precondition::on).toList();
        JsonObject answer;
        try {
            answer = publishing.publish(sink, batch);
        } catch (ArtifactStoreException e) {
            if (e.kind() == ArtifactStoreException.Kind.CONFLICT) {
                throw precondition.failed(e);
            }
            throw e;
        }
        return Reply.of(201, JsonContent.of(answer));
    }

    /** Looked at before the body is read, which can be large. */
    private static Set<String> labels(Call call) throws ProblemException {
        Set<String> labels = new LinkedHashSet<>(call.query().all("label"));
        for (String label : labels) {
            Asked.key(label, "any");
        }
        return labels;
    }

    private static GatewayDocument read(Call call) throws ProblemException, IOException {
        ArtifactBody body;
        try (InputStream in = call.body()) {
            body = ArtifactBody.of(in.readAllBytes());
        }
        try {
            return GatewayDocument.parse(body);
        } catch (InvalidDocumentException e) {
            throw new ProblemException(HttpProblem.of(422, "Not an API artifact", e.getMessage()), e);
        }
    }
}
