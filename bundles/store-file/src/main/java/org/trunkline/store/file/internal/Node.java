package org.trunkline.store.file.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.trunkline.sync.ArtifactKey;

/**
 * One of the 256 parts of the manifest: the histories of the keys whose digest begins with the node's two digits. On disk
 * it is gzipped text (to be read with {@code zcat}) that never changes once it is written. Immutable.
 */
final class Node {

    /** Nodes that a store has at most. */
    static final int COUNT = 256;

    static final Node EMPTY = new Node(Collections.emptyMap());

    private final Map<ArtifactKey, KeyHistory> histories;

    private Node(Map<ArtifactKey, KeyHistory> histories) {
        this.histories = histories;
    }

    /** Which node a key belongs to. */
    static int index(ArtifactKey key) {
        // No part can hold a NUL, so two keys never give the same text.
        String text = key.kind().name() + '\0' + key.label() + '\0' + key.id();
        return Integer.parseInt(Digest.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 2), 16);
    }

    Optional<KeyHistory> history(ArtifactKey key) {
        return Optional.ofNullable(histories.get(key));
    }

    Collection<KeyHistory> histories() {
        return histories.values();
    }

    /** The same node with these histories in place of the ones of the same keys. */
    Node with(Collection<KeyHistory> changed) {
        Map<ArtifactKey, KeyHistory> all = new TreeMap<>(histories);
        changed.forEach(history -> all.put(history.key(), history));
        return new Node(Collections.unmodifiableMap(all));
    }

    /** @throws IOException if the bytes are not what {@link #toBytes} made */
    static Node parse(byte[] bytes) throws IOException {
        String text;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return parse(List.of(text.split("\n")));
        } catch (RuntimeException e) {
            throw new IOException("its text is not a list of keys and states: " + e.getMessage(), e);
        }
    }

    private static Node parse(List<String> lines) {
        Map<ArtifactKey, KeyHistory> histories = new TreeMap<>();
        int next = 0;
        while (next < lines.size()) {
            String keyLine = lines.get(next);
            next++;
            List<State> states = new ArrayList<>();
            while (next < lines.size() && lines.get(next).startsWith(State.TAG + "\t")) {
                states.add(State.parse(lines.get(next)));
                next++;
            }
            KeyHistory history = KeyHistory.parse(keyLine, states);
            histories.put(history.key(), history);
        }
        return new Node(Collections.unmodifiableMap(histories));
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (KeyHistory history : histories.values()) {
                out.write(history.toLines().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
