package org.trunkline.registry.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trunkline.registry.Association;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.testkit.Tree.Dumped;

/**
 * A tree as bytes: a line that says what it is, the SHA-256 of the rest, and the rest. Immutable.
 *
 * @param top where the tree lay
 * @param nodes by the path below its top
 */
record TreeDump(RegistryPath top, Map<RegistryPath, Dumped> nodes) {

    private static final byte[] HEAD =
            "org.trunkline.registry.testkit.TreeDump 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;

    static TreeDump of(Tree tree, RegistryPath path) throws RegistryException {
        return new TreeDump(tree.resource(path).realPath(), tree.dump(path));
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Writer writer = new Writer(new DataOutputStream(body));
        writer.text(top.toString());
        writer.list(List.copyOf(nodes.entrySet()), entry -> {
            writer.text(entry.getKey().toString());
            writer.dumped(entry.getValue());
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(HEAD);
        all.write(HexFormat.of().parseHex(Digests.sha256(body.toByteArray())));
        body.writeTo(all);
        return all.toByteArray();
    }

    static TreeDump read(byte[] bytes) throws RegistryException {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (!Arrays.equals(in.readNBytes(HEAD.length), HEAD)) {
                throw refused("it does not begin like one", null);
            }
            String digest = HexFormat.of().formatHex(in.readNBytes(DIGEST));
            byte[] body = in.readAllBytes();
            if (!digest.equals(Digests.sha256(body))) {
                throw refused("it is damaged or ends too early", null);
            }
            Reader reader = new Reader(new DataInputStream(new ByteArrayInputStream(body)));
            RegistryPath top = RegistryPath.of(reader.text());
            Map<RegistryPath, Dumped> nodes = new TreeMap<>();
            reader.list(() -> nodes.put(RegistryPath.of(reader.text()), reader.dumped()));
            return new TreeDump(top, nodes);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw refused(e.getMessage(), e);
        }
    }

    private static RegistryException refused(String why, Exception cause) {
        return new RegistryException(RegistryException.Kind.REFUSED, "the stream is no dump of a tree: " + why, cause);
    }

    @FunctionalInterface
    private interface Step<T> {
        void on(T item) throws IOException;
    }

    @FunctionalInterface
    private interface Read<T> {
        T next() throws IOException;
    }

    private record Writer(DataOutputStream out) {

        void text(String value) throws IOException {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        void bytes(byte[] value) throws IOException {
            out.writeInt(value == null ? -1 : value.length);
            if (value != null) {
                out.write(value);
            }
        }

        void optional(Optional<String> value) throws IOException {
            list(value.stream().toList(), this::text);
        }

        <T> void list(List<T> items, Step<T> each) throws IOException {
            out.writeInt(items.size());
            for (T item : items) {
                each.on(item);
            }
        }

        void dumped(Dumped dumped) throws IOException {
            Node node = dumped.node();
            text(node.uuid());
            text(node.kind().name());
            optional(Optional.ofNullable(node.link()).map(RegistryPath::toString));
            optional(node.mediaType());
            optional(node.description());
            list(List.copyOf(node.properties().asMap().entrySet()), property -> {
                text(property.getKey());
                list(property.getValue(), this::text);
            });
            bytes(node.content());
            list(dumped.comments(), comment -> {
                text(comment.text());
                text(comment.author());
                text(comment.createdAt().toString());
                text(comment.editedAt().toString());
            });
            list(List.copyOf(dumped.tags().entrySet()), tag -> {
                text(tag.getKey());
                list(List.copyOf(tag.getValue()), this::text);
            });
            list(List.copyOf(dumped.ratings().entrySet()), rating -> {
                text(rating.getKey());
                out.writeInt(rating.getValue());
            });
            list(dumped.associations(), association -> {
                text(association.source().toString());
                text(association.target());
                text(association.type());
            });
        }
    }

    private record Reader(DataInputStream in) {

        String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        byte[] bytes() throws IOException {
            int length = in.readInt();
            return length < 0 ? null : in.readNBytes(length);
        }

        Optional<String> optional() throws IOException {
            return list(this::text).stream().findFirst();
        }

        <T> List<T> list(Read<T> each) throws IOException {
            List<T> items = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                items.add(each.next());
            }
            return items;
        }

        Dumped dumped() throws IOException {
            String uuid = text();
            ResourceKind kind = ResourceKind.valueOf(text());
            RegistryPath link = optional().map(RegistryPath::of).orElse(null);
            Optional<String> mediaType = optional();
            Optional<String> description = optional();
            Map<String, List<String>> properties = new TreeMap<>();
            list(() -> properties.put(text(), list(this::text)));
            Node node = new Node(
                    uuid,
                    kind,
                    link,
                    0,
                    mediaType,
                    description,
                    ResourceProperties.of(properties),
                    bytes(),
                    "",
                    Instant.EPOCH,
                    "",
                    Instant.EPOCH);
            List<ResourceComment> comments = list(() -> new ResourceComment(
                    0, RegistryPath.ROOT, text(), text(), Instant.parse(text()), Instant.parse(text())));
            Map<String, Set<String>> tags = new TreeMap<>();
            list(() -> tags.put(text(), new TreeSet<>(list(this::text))));
            Map<String, Integer> ratings = new TreeMap<>();
            list(() -> ratings.put(text(), in.readInt()));
            List<Association> associations = list(() -> new Association(RegistryPath.of(text()), text(), text()));
            return new Dumped(node, comments, tags, ratings, associations);
        }
    }
}
