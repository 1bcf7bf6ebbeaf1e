package org.trunkline.sync.document;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;

/**
 * What WSO2's publisher tells a gateway about one API: the JSON of its {@code GatewayAPIDTO}, in the form of API Manager
 * 3.2 and in that of 4.x. Immutable, and safe for use by many threads.
 *
 * <p>The document keeps the body that it was read from, and that body is what is stored: fields that are not known here
 * reach the gateway untouched.
 */
public final class GatewayDocument {

    private final ArtifactBody body;
    private final String apiId;
    private final ApiIdentity identity;
    private final DocumentFields fields;

    GatewayDocument(ArtifactBody body, String apiId, ApiIdentity identity, DocumentFields fields) {
        this.body = Objects.requireNonNull(body, "body");
        this.apiId = Objects.requireNonNull(apiId, "apiId");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.fields = Objects.requireNonNull(fields, "fields");
    }

    /**
     * Reads a document strictly.
     *
     * @throws InvalidDocumentException if the body is not UTF-8, not strict JSON (the message names line and column), not
     *     an object, names a field twice or nests deeper than 32 levels; if {@code apiId}, {@code name}, {@code version}
     *     or {@code tenantDomain} is missing, blank, over 255 characters or holds a control character; if the {@code
     *     apiId} holds a slash or a backslash or is {@code .} or {@code ..}; if an API definition, a sequence, a local
     *     entry or an endpoint is not well-formed XML, holds a DOCTYPE or nests deeper than 256 levels
     */
    public static GatewayDocument parse(ArtifactBody body) throws InvalidDocumentException {
        return new DocumentReader(body).read();
    }

    /** The bytes that the document was read from. */
    public ArtifactBody body() {
        return body;
    }

    public String apiId() {
        return apiId;
    }

    /** Name, version and tenant, and the provider where the document names one. */
    public ApiIdentity identity() {
        return identity;
    }

    /** The {@code <api>} of Synapse; empty in a tombstone and for APIs that have none, such as WebSocket APIs of 3.2. */
    public Optional<String> apiDefinition() {
        return fields.text(DocumentField.API_DEFINITION);
    }

    /** The {@code <api>} that serves the context without a version, where the API is the default version. */
    public Optional<String> defaultApiDefinition() {
        return fields.text(DocumentField.DEFAULT_API_DEFINITION);
    }

    /** The context of the API; 4.x only. */
    public Optional<String> apiContext() {
        return fields.text(DocumentField.API_CONTEXT);
    }

    public List<Content> sequencesToAdd() {
        return fields.contents(DocumentField.SEQUENCES_TO_ADD);
    }

    public List<Content> localEntriesToAdd() {
        return fields.contents(DocumentField.LOCAL_ENTRIES_TO_ADD);
    }

    public List<Content> endpointsToAdd() {
        return fields.contents(DocumentField.ENDPOINTS_TO_ADD);
    }

    public List<Content> certificatesToAdd() {
        return fields.contents(DocumentField.CERTIFICATES_TO_ADD);
    }

    public List<Credential> credentialsToAdd() {
        return fields.credentials();
    }

    public List<String> sequencesToRemove() {
        return fields.names(DocumentField.SEQUENCES_TO_REMOVE);
    }

    public List<String> localEntriesToRemove() {
        return fields.names(DocumentField.LOCAL_ENTRIES_TO_REMOVE);
    }

    public List<String> endpointsToRemove() {
        return fields.names(DocumentField.ENDPOINTS_TO_REMOVE);
    }

    public List<String> certificatesToRemove() {
        return fields.names(DocumentField.CERTIFICATES_TO_REMOVE);
    }

    public List<String> credentialsToRemove() {
        return fields.names(DocumentField.CREDENTIALS_TO_REMOVE);
    }

    /**
     * The document that takes this one back: the same API, nothing to add, and everything that this one adds or removes
     * named to be removed. It is what WSO2's publisher stores with the instruction Remove.
     */
    public ArtifactBody tombstone() {
        return new TombstoneWriter(this).write();
    }

    /** For messages: the identity and the id; never the content. */
    @Override
    public String toString() {
        return identity + " (" + apiId + ")";
    }
}
