package org.trunkline.sync.document;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of {@code GatewayAPIDTO} that are read here, under the names that Gson gives them. */
enum DocumentField {
    NAME("name", Form.TEXT),
    VERSION("version", Form.TEXT),
    PROVIDER("provider", Form.TEXT),
    TENANT_DOMAIN("tenantDomain", Form.TEXT),
    API_ID("apiId", Form.TEXT),
    API_CONTEXT("apiContext", Form.TEXT),
    API_DEFINITION("apiDefinition", Form.XML_TEXT),
    DEFAULT_API_DEFINITION("defaultAPIDefinition", Form.XML_TEXT),
    SEQUENCES_TO_ADD("sequenceToBeAdd", Form.XML_CONTENTS),
    LOCAL_ENTRIES_TO_ADD("localEntriesToBeAdd", Form.XML_CONTENTS),
    ENDPOINTS_TO_ADD("endpointEntriesToBeAdd", Form.XML_CONTENTS),
    CERTIFICATES_TO_ADD("clientCertificatesToBeAdd", Form.CONTENTS),
    CREDENTIALS_TO_ADD("credentialsToBeAdd", Form.CREDENTIALS),
    SEQUENCES_TO_REMOVE("sequencesToBeRemove", Form.NAMES),
    LOCAL_ENTRIES_TO_REMOVE("localEntriesToBeRemove", Form.NAMES),
    ENDPOINTS_TO_REMOVE("endpointEntriesToBeRemove", Form.NAMES),
    CERTIFICATES_TO_REMOVE("clientCertificatesToBeRemove", Form.NAMES),
    CREDENTIALS_TO_REMOVE("credentialsToBeRemove", Form.NAMES);

    /** What stands in a field. */
    enum Form {
        TEXT,
        XML_TEXT,
        CONTENTS,
        XML_CONTENTS,
        CREDENTIALS,
        NAMES
    }

    private static final Map<String, DocumentField> BY_WIRE_NAME = new HashMap<>();

    static {
        for (DocumentField field : values()) {
            BY_WIRE_NAME.put(field.wireName, field);
        }
    }

    private final String wireName;
    private final Form form;

    DocumentField(String wireName, Form form) {
        this.wireName = wireName;
        this.form = form;
    }

    static Optional<DocumentField> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    String wireName() {
        return wireName;
    }

    Form form() {
        return form;
    }
}
