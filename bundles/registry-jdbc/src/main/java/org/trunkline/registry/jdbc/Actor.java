package org.trunkline.registry.jdbc;

/**
 * Who does something, and when.
 *
 * @param at in microseconds since 1970
 */
record Actor(String user, long at) {}
