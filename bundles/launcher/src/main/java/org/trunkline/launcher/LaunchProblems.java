package org.trunkline.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The bundles that did not come up, each with the reason. It is registered as a service so that the node's status can
 * show them; the map's type is all that launcher and bundles share.
 */
final class LaunchProblems implements Supplier<Map<String, String>> {

    /** Service property that tells this supplier from others; its value is {@code problems}. */
    static final String SERVICE_PROPERTY = "trunkline.launch";

    static final String SERVICE_VALUE = "problems";

    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** Of several reasons the first one stays: what follows is mostly a consequence. */
    synchronized boolean add(String subject, String reason) {
        return reasons.putIfAbsent(subject, reason) == null;
    }

    @Override
    public synchronized Map<String, String> get() {
        return new LinkedHashMap<>(reasons);
    }
}
