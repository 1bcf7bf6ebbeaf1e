package org.trunkline.registry.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Small contents by their digest: they never change. Those that were asked for last stay. Safe for use by many threads. */
final class ContentCache {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int MAX_CONTENT = 8 * 1024;

    private final Map<String, byte[]> contents = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;

    synchronized Optional<byte[]> get(String sha256) {
        return Optional.ofNullable(contents.get(sha256));
    }

    synchronized void add(String sha256, byte[] content) {
        if (content.length > MAX_CONTENT || contents.containsKey(sha256)) {
            return;
        }
        contents.put(sha256, content);
        bytes += content.length;
        while (bytes > MAX_BYTES) {
            String oldest = contents.keySet().iterator().next();
            bytes -= contents.remove(oldest).length;
        }
    }
}
