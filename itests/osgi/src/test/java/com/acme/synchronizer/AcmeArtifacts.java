package com.acme.synchronizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Artifacts by label and document, in memory. */
final class AcmeArtifacts {

    private final Map<String, List<String>> published = new ConcurrentSkipListMap<>();

    void save(String label, String document) {
        published.computeIfAbsent(label, name -> new ArrayList<>()).add(document);
    }

    List<String> of(String label) {
        return List.copyOf(published.getOrDefault(label, List.of()));
    }

    boolean contain(String apiId) {
        return published.values().stream().flatMap(List::stream).anyMatch(document -> document.contains(apiId));
    }
}
