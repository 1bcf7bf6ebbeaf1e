package org.trunkline.store.file.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads and swaps what the store holds: a small head that names at most 256 immutable nodes. Whoever has a head sees one
 * state of the whole store, however many writes come after it.
 */
final class Manifest {

    /** A rename that is under way on a mount can hide the head for a moment. */
    private static final int ATTEMPTS = 5;

    private final Layout layout;
    private final DurableFiles files;

    Manifest(Layout layout, DurableFiles files) {
        this.layout = layout;
        this.files = files;
    }

    /** The head as it is now, empty if the directory holds no store. */
    Optional<Head> head() throws IOException {
        Optional<byte[]> bytes = Optional.empty();
        for (int attempt = 0; bytes.isEmpty() && attempt < ATTEMPTS; attempt++) {
            bytes = readIfThere(layout.head());
        }
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Head.parse(bytes.get()));
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(layout.head(), e.getMessage(), e);
        }
    }

    private static Optional<byte[]> readIfThere(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether there is anything of a store beside its head. */
    boolean hasRemains() throws IOException {
        return Files.isDirectory(layout.nodes()) && !isEmpty(layout.nodes())
                || Files.isDirectory(layout.bodies()) && !isEmpty(layout.bodies());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    /** @throws NoSuchFileException if the node is not there any more: a newer head names others */
    Node node(NodeReference reference) throws IOException {
        Path file = layout.node(reference.sha256());
        byte[] bytes = Files.readAllBytes(file);
        String digest = Digest.of(bytes);
        if (!digest.equals(reference.sha256())) {
            throw new DamagedFileException(file, "its content has the SHA-256 " + digest);
        }
        try {
            return Node.parse(bytes);
        } catch (IOException e) {
            throw new DamagedFileException(file, e.getMessage(), e);
        }
    }

    /** The node of an index under a head. */
    Node node(Head head, int index) throws IOException {
        Optional<NodeReference> reference = head.node(index);
        return reference.isPresent() ? node(reference.get()) : Node.EMPTY;
    }

    /**
     * Makes the nodes of the next head durable. Nothing is changed by it for anybody yet.
     *
     * @param changed by index
     */
    Head prepare(Head before, Map<Integer, Node> changed) throws IOException {
        Map<Integer, NodeReference> references = new TreeMap<>();
        for (Map.Entry<Integer, Node> node : changed.entrySet()) {
            byte[] bytes = node.getValue().toBytes();
            String digest = Digest.of(bytes);
            files.place(layout.node(digest), bytes);
            references.put(node.getKey(), new NodeReference(before.number() + 1, digest));
        }
        files.force(layout.nodes());
        return before.next(references);
    }

    /** Lets everybody see a head, in one step and durably. */
    void swap(Head next) throws IOException {
        files.place(layout.head(), next.toBytes());
        files.force(layout.directory());
    }
}
