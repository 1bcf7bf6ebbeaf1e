package org.trunkline.store.file.internal;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.trunkline.sync.Revision;

/** What the store holds at one moment: its id, the number of its last commit, and the nodes with the rest. Immutable. */
final class Head {

    private static final String FORMAT = "trunkline-file-store-1";
    private static final String END = "end\t";

    private final String storeId;
    private final long number;
    private final Map<Integer, NodeReference> nodes;

    private Head(String storeId, long number, Map<Integer, NodeReference> nodes) {
        this.storeId = storeId;
        this.number = number;
        this.nodes = nodes;
    }

    /** The head of a store that holds nothing. */
    static Head empty(String storeId) {
        return new Head(storeId, 0, Collections.emptyMap());
    }

    /** The head after one more commit. */
    Head next(Map<Integer, NodeReference> changed) {
        Map<Integer, NodeReference> all = new TreeMap<>(nodes);
        all.putAll(changed);
        return new Head(storeId, number + 1, Collections.unmodifiableMap(all));
    }

    String storeId() {
        return storeId;
    }

    long number() {
        return number;
    }

    Revision revision() {
        return Revisions.revision(storeId, number);
    }

    /** The number of a revision, empty unless this store has made it by now. */
    OptionalLong number(Revision revision) {
        OptionalLong found = Revisions.number(storeId, revision);
        return found.isPresent() && found.getAsLong() <= number ? found : OptionalLong.empty();
    }

    Optional<NodeReference> node(int index) {
        return Optional.ofNullable(nodes.get(index));
    }

    Collection<NodeReference> nodes() {
        return nodes.values();
    }

    /** @throws IllegalArgumentException if the bytes are not what {@link #toBytes} made */
    static Head parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(END);
        // what stands before the end is ASCII, so its length in characters is its length in bytes
        if (end < 0 || !text.substring(end).equals(END + Digest.of(bytes, end) + "\n")) {
            throw new IllegalArgumentException("its " + bytes.length + " bytes do not end with their own digest");
        }
        List<String> lines = List.of(text.substring(0, end).split("\n"));
        List<String> first = Line.fields(lines.get(0), 3);
        if (!first.get(0).equals(FORMAT)) {
            throw new IllegalArgumentException("its format is " + first.get(0) + ", known is " + FORMAT);
        }
        Map<Integer, NodeReference> nodes = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = Line.fields(line, 3);
            nodes.put(
                    Integer.parseInt(fields.get(0), 16),
                    new NodeReference(Long.parseLong(fields.get(1)), fields.get(2)));
        }
        return new Head(first.get(1), Long.parseLong(first.get(2)), Collections.unmodifiableMap(nodes));
    }

    byte[] toBytes() {
        StringBuilder text = new StringBuilder(Line.of(FORMAT, storeId, Long.toString(number)));
        nodes.forEach((index, node) ->
                text.append(Line.of(Integer.toHexString(index), Long.toString(node.newest()), node.sha256())));
        String digest = Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
        return text.append(END).append(digest).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
