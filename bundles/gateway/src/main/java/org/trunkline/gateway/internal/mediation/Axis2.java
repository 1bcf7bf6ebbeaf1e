package org.trunkline.gateway.internal.mediation;

import java.util.Set;

/** The properties of the {@code axis2} scope that mean something: they steer the transport. */
public final class Axis2 {

    /** What is added to the address of an endpoint. */
    public static final String REST_URL_POSTFIX = "REST_URL_POSTFIX";
    /** The status that the client gets. */
    public static final String HTTP_SC = "HTTP_SC";
    /** The method that the back end is called with. */
    public static final String HTTP_METHOD = "HTTP_METHOD";
    /** The form that the body is to have. */
    public static final String MESSAGE_TYPE = "messageType";
    /** What the body is said to be. */
    public static final String CONTENT_TYPE = "ContentType";
    /** Whether the message goes without its body. */
    public static final String NO_ENTITY_BODY = "NO_ENTITY_BODY";

    static final Set<String> HONOURED =
            Set.of(REST_URL_POSTFIX, HTTP_SC, HTTP_METHOD, MESSAGE_TYPE, CONTENT_TYPE, NO_ENTITY_BODY);

    /** They change how bytes travel and not what is answered. */
    private static final Set<String> HARMLESS = Set.of(
            "DISABLE_CHUNKING",
            "FORCE_HTTP_1.0",
            "FORCE_HTTP_CONTENT_LENGTH",
            "COPY_CONTENT_LENGTH_FROM_INCOMING",
            "NO_KEEPALIVE",
            "POST_TO_URI",
            "HTTP_SC_DESC",
            "CHARACTER_SET_ENCODING",
            "setCharacterEncoding",
            "CORRELATION_ID");

    private Axis2() {}

    /** Whether a property can be set without being ignored in secret. */
    public static boolean isImplemented(String name) {
        return HONOURED.contains(name) || HARMLESS.contains(name);
    }
}
