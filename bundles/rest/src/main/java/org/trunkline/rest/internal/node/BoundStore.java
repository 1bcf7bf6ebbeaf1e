package org.trunkline.rest.internal.node;

import org.trunkline.sync.ArtifactStore;

/**
 * The store of this node.
 *
 * @param type as the service property {@link ArtifactStore#TYPE} has it
 */
public record BoundStore(String type, ArtifactStore store) {}
