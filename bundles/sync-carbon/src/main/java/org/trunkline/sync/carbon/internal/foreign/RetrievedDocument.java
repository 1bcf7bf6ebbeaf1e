package org.trunkline.sync.carbon.internal.foreign;

import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.document.InvalidDocumentException;

/** What a document tells about itself; a retriever tells nothing besides. Immutable. */
final class RetrievedDocument {

    private final String apiId;
    private final ApiIdentity identity;
    private final boolean tombstone;

    private RetrievedDocument(GatewayDocument document) {
        this.apiId = document.apiId();
        this.identity = document.identity();
        this.tombstone = removes(document) && !adds(document);
    }

    static RetrievedDocument parse(ArtifactBody body) throws InvalidDocumentException {
        return new RetrievedDocument(GatewayDocument.parse(body));
    }

    private static boolean adds(GatewayDocument document) {
        return document.apiDefinition().isPresent()
                || document.defaultApiDefinition().isPresent()
                || !document.sequencesToAdd().isEmpty()
                || !document.localEntriesToAdd().isEmpty()
                || !document.endpointsToAdd().isEmpty()
                || !document.certificatesToAdd().isEmpty()
                || !document.credentialsToAdd().isEmpty();
    }

    private static boolean removes(GatewayDocument document) {
        return !document.sequencesToRemove().isEmpty()
                || !document.localEntriesToRemove().isEmpty()
                || !document.endpointsToRemove().isEmpty()
                || !document.certificatesToRemove().isEmpty()
                || !document.credentialsToRemove().isEmpty();
    }

    String apiId() {
        return apiId;
    }

    ApiIdentity identity() {
        return identity;
    }

    /**
     * Whether it names what to remove and holds nothing to add. Known retrievers return such among the published artifacts
     * and leave the instruction out. That there is no API definition says nothing: a WebSocket API has none either.
     */
    boolean tombstone() {
        return tombstone;
    }
}
