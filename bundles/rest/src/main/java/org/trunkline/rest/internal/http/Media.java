package org.trunkline.rest.internal.http;

/**
 * A kind of body.
 *
 * @param type the media type, without parameters
 * @param schema the name of its schema in the OpenAPI document
 */
public record Media(String type, String schema) {

    /** Whatever comes. */
    public static final String ANY = "*/*";
}
