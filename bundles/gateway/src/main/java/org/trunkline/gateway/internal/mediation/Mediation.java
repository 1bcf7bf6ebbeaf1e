package org.trunkline.gateway.internal.mediation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One request on its way through an API: the message as it is now, and the properties that its mediators share. For one
 * thread.
 *
 * <p>It begins as what the client sent; a back end's answer takes its place. Properties of the default scope live on,
 * those of the {@code axis2} scope belong to the message and go with it, as in Synapse.
 */
public final class Mediation {

    /** How much of a body a mediator can look at. */
    private static final int MAX_LOOKED_AT = 1 << 20;

    private static final int OK = 200;

    private final BackEnd backEnd;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> axis2 = new HashMap<>();
    private final Set<String> headersSet = new HashSet<>();
    private HeaderFields headers;
    private Body body;
    private final String method;
    private int status = OK;
    private boolean answered;

    /**
     * A request.
     *
     * @param postfix what is left of its path behind the API's context, with its query
     */
    public Mediation(BackEnd backEnd, String method, String postfix, HeaderFields headers, Body body) {
        this.backEnd = Objects.requireNonNull(backEnd, "backEnd");
        this.method = Objects.requireNonNull(method, "method");
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = Objects.requireNonNull(body, "body");
        axis2.put(Axis2.REST_URL_POSTFIX, Objects.requireNonNull(postfix, "postfix"));
    }

    /** Sends the message to an endpoint; its answer is the message from then on. */
    public void call(Endpoint endpoint) throws MediationException {
        for (Mediator property : endpoint.properties()) {
            property.mediate(this);
        }
        backEnd.call(endpoint, this);
    }

    /** The answer of a back end takes the place of the message. */
    public void answer(int newStatus, HeaderFields newHeaders, Body newBody) {
        String postfix = axis2.get(Axis2.REST_URL_POSTFIX);
        axis2.clear();
        if (postfix != null) {
            axis2.put(Axis2.REST_URL_POSTFIX, postfix);
        }
        axis2.put(Axis2.HTTP_SC, Integer.toString(newStatus));
        headersSet.clear();
        status = newStatus;
        headers = newHeaders;
        body = newBody;
        answered = true;
    }

    /**
     * Turns a message that no back end has answered into one for the client: of its header fields only those stay that a
     * mediator has set, for what a client sent is not sent back to it.
     */
    public void turnRound() {
        if (!answered) {
            Optional<String> type = body.isEmpty() ? Optional.empty() : headers.first("Content-Type");
            headers.retain(headersSet);
            type.ifPresent(value -> headers.set("Content-Type", value));
            answered = true;
        }
    }

    /** Makes the message an empty one for the client, to be filled by a fault sequence. */
    public void fail(MediationException fault) {
        setProperty("ERROR_CODE", Integer.toString(fault.kind().status()));
        setProperty("ERROR_MESSAGE", fault.getMessage());
        answer(fault.kind().status(), new HeaderFields(), Body.none());
        axis2.remove(Axis2.HTTP_SC);
    }

    /** Whether the message is on its way to the client: a back end has answered, or it was turned round. */
    public boolean isAnswered() {
        return answered;
    }

    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    public void setProperty(String name, String value) {
        properties.put(name, value);
    }

    public void removeProperty(String name) {
        properties.remove(name);
    }

    public Optional<String> axis2(String name) {
        return Optional.ofNullable(axis2.get(name));
    }

    public void setAxis2(String name, String value) {
        axis2.put(name, value);
    }

    public void removeAxis2(String name) {
        axis2.remove(name);
    }

    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** @throws MediationException BAD_REQUEST if the value would begin a new line, and so perhaps a new header field */
    public void setHeader(String name, String value) throws MediationException {
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new MediationException(
                    MediationException.Kind.BAD_REQUEST,
                    "The header " + name + " would get a value with a control character");
        }
        headers.set(name, value);
        headersSet.add(name.toLowerCase(Locale.ROOT));
    }

    public void removeHeader(String name) {
        headers.remove(name);
        headersSet.remove(name.toLowerCase(Locale.ROOT));
    }

    public HeaderFields headers() {
        return headers;
    }

    public Body body() {
        return body;
    }

    public void setBody(Body newBody) {
        body = Objects.requireNonNull(newBody, "body");
    }

    /** The content as UTF-8 text; from then on it is in memory. */
    public String bodyText() throws MediationException {
        if (headers.first("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            throw new MediationException(
                    MediationException.Kind.NOT_IMPLEMENTED,
                    "The preview front cannot look into a body with Content-Encoding "
                            + headers.first("Content-Encoding").orElse(""));
        }
        try {
            body = body.buffered(MAX_LOOKED_AT);
        } catch (IOException e) {
            throw new MediationException(
                    answered ? MediationException.Kind.BAD_GATEWAY : MediationException.Kind.BAD_REQUEST,
                    "The body could not be read: " + e.getMessage(),
                    e);
        }
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    /** The method to use on the way to a back end. */
    public String method() {
        return axis2(Axis2.HTTP_METHOD).orElse(method);
    }

    /** The status for the client. */
    public int status() throws MediationException {
        Optional<String> wanted = axis2(Axis2.HTTP_SC);
        if (wanted.isEmpty()) {
            return status;
        }
        try {
            int code = Integer.parseInt(wanted.get().trim());
            if (code >= 200 && code <= 599) {
                return code;
            }
        } catch (NumberFormatException e) {
            throw new MediationException(
                    MediationException.Kind.FAULT, "HTTP_SC is set to '" + wanted.get() + "', which is no number", e);
        }
        throw new MediationException(
                MediationException.Kind.FAULT, "HTTP_SC is set to " + wanted.get() + ", which is no final HTTP status");
    }
}
