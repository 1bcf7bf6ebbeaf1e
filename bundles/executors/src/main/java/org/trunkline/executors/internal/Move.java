package org.trunkline.executors.internal;

import org.wso2.carbon.registry.core.Resource;

/** A resource that is copied to another path in a version. Immutable, but for the resource. */
final class Move {

    private final Resource resource;
    private final String from;
    private final String to;
    private final String version;

    Move(Resource resource, String from, String to, String version) {
        this.resource = resource;
        this.from = from;
        this.to = to;
        this.version = version;
    }

    /** As it was read for this copy. */
    Resource resource() {
        return resource;
    }

    String mediaType() {
        return resource.getMediaType() == null ? "" : resource.getMediaType();
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    String version() {
        return version;
    }
}
