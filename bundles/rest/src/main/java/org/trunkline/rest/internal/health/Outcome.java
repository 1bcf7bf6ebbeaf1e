package org.trunkline.rest.internal.health;

/**
 * What came out of one check.
 *
 * @param status the check's own word, for example {@code TEMPORARILY_UNAVAILABLE}
 * @param message for an operator
 */
public record Outcome(String name, boolean up, String status, String message) {}
