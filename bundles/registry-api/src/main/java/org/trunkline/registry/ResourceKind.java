package org.trunkline.registry;

/** What a resource is. */
public enum ResourceKind {
    /** Has content or none, and no children. */
    RESOURCE,
    /** Has children, and no content. */
    COLLECTION
}
