package org.trunkline.registry;

/**
 * What is known of content without reading it. Immutable.
 *
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits
 */
public record ContentInfo(long size, String sha256) {

    public ContentInfo {
        if (size < 0 || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no content has the size " + size + " and the digest '" + sha256 + "'");
        }
    }
}
