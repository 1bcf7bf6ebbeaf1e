package org.trunkline.rest.internal.http;

/**
 * A parameter of a route's query, or one of its headers.
 *
 * @param repeated whether it may be given more than once
 * @param description a phrase without a full stop
 */
public record Parameter(String name, boolean required, boolean repeated, Type type, String description) {

    /** What its value is. */
    public enum Type {
        TEXT,
        NUMBER
    }

    public static Parameter optional(String name, String description) {
        return new Parameter(name, false, false, Type.TEXT, description);
    }

    public static Parameter required(String name, String description) {
        return new Parameter(name, true, false, Type.TEXT, description);
    }

    public static Parameter number(String name, String description) {
        return new Parameter(name, false, false, Type.NUMBER, description);
    }

    /** The same parameter, which may be given more than once. */
    public Parameter repeatable() {
        return new Parameter(name, required, true, type, description);
    }
}
