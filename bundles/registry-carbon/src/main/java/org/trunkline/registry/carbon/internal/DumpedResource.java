package org.trunkline.registry.carbon.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A resource as a dump of WSO2's has it, while it is read. */
final class DumpedResource {

    /** Somebody's comment, tag or rating. */
    record Said(String user, String what) {}

    /** As it is written: relative to the resource, or an address behind a colon. */
    record Edge(String source, String destination, String type) {}

    final String name;
    final String status;
    final boolean collection;
    final boolean ignoreConflicts;
    Optional<String> mediaType = Optional.empty();
    Optional<String> creator = Optional.empty();
    Optional<String> uuid = Optional.empty();
    Optional<String> description = Optional.empty();
    long version;
    byte[] content = new byte[0];
    final Map<String, List<String>> properties = new TreeMap<>();
    final List<Said> comments = new ArrayList<>();
    final List<Said> taggings = new ArrayList<>();
    final List<Said> ratings = new ArrayList<>();
    final List<Edge> associations = new ArrayList<>();
    final List<DumpedResource> children = new ArrayList<>();

    DumpedResource(String name, String status, boolean collection, boolean ignoreConflicts) {
        this.name = name;
        this.status = status;
        this.collection = collection;
        this.ignoreConflicts = ignoreConflicts;
    }
}
