package org.trunkline.sync;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.document.InvalidDocumentException;
import org.trunkline.sync.publish.Publication;

/** Artifacts for tests. */
public final class Samples {

    private Samples() {}

    public static GatewayDocument document(String apiId, String note) throws InvalidDocumentException {
        return GatewayDocument.parse(ArtifactBody.of("{\"name\":\"API-" + apiId
                + "\",\"version\":\"1.0.0\",\"tenantDomain\":\"carbon.super\",\"apiId\":\"" + apiId + "\",\"note\":\""
                + note
                + "\"}"));
    }

    public static List<ArtifactWrite> publish(String apiId, String note, String... labels)
            throws InvalidDocumentException {
        return Publication.of(document(apiId, note), Optional.empty()).publish(Set.of(labels));
    }

    public static List<ArtifactWrite> remove(String apiId, String... labels) throws InvalidDocumentException {
        return Publication.of(document(apiId, ""), Optional.empty()).remove(Set.of(labels));
    }
}
