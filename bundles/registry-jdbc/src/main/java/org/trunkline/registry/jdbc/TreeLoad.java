package org.trunkline.registry.jdbc;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.registry.Activity.Action;
import org.trunkline.registry.Association;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.jdbc.Paths.Location;

/** Puts the tree of a dump at a path. What the dump says is believed no more than what a caller says. */
final class TreeLoad {

    private static final int DIGEST = 32;

    /** No text that the registry takes has more bytes. */
    private static final int MAX_BYTES = 4 * Schema.MAX_TEXT;

    private final Unit unit;
    private final Nodes nodes;
    private final TreeWriter writer;
    private final long maxContent;
    private final Map<RegistryPath, NodeRow> loaded = new HashMap<>();
    private DataInputStream in;

    TreeLoad(Unit unit, TreeWriter writer, long maxContent) {
        this.unit = unit;
        this.nodes = unit.nodes();
        this.writer = writer;
        this.maxContent = maxContent;
    }

    /**
     * Looks whether a stream is a whole dump, before anything is done with it.
     *
     * @throws RegistryException REFUSED if it is not
     */
    static void requireWhole(Spool dump) throws RegistryException, IOException {
        MessageDigest digest = Spool.sha256();
        try (InputStream in = new BufferedInputStream(dump.open(), 1 << 16)) {
            byte[] head = in.readNBytes(TreeDump.HEAD.length);
            if (!Arrays.equals(head, TreeDump.HEAD)) {
                throw Refusals.refused("That is no dump of a registry: it does not begin like one");
            }
            digest.update(head);
            long left = dump.size() - head.length - DIGEST;
            byte[] buffer = new byte[1 << 16];
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    break;
                }
                digest.update(buffer, 0, count);
                left -= count;
            }
            if (left != 0 || !MessageDigest.isEqual(digest.digest(), in.readNBytes(DIGEST))) {
                throw Refusals.refused("The dump is damaged or ends too early: nothing was loaded");
            }
        }
    }

    Resource load(RegistryPath path, Spool dump) throws SQLException, RegistryException {
        try (DataInputStream data = new DataInputStream(new BufferedInputStream(dump.open(), 1 << 16))) {
            in = data;
            in.readNBytes(TreeDump.HEAD.length);
            Location at = writer.paths().follow(path);
            int records = 0;
            for (byte type = in.readByte(); type != TreeDump.END; type = in.readByte()) {
                if (type == TreeDump.NODE) {
                    node(at);
                    records++;
                } else if (type == TreeDump.ASSOCIATION) {
                    association();
                } else {
                    throw new IOException("it holds a record of the unknown type " + type);
                }
            }
            if (in.readInt() != records || records == 0) {
                throw new IOException("it lacks records");
            }
            writer.log(at.real(), Action.ADD, null);
            return nodes.withId(loaded.get(RegistryPath.ROOT).id())
                    .orElseThrow()
                    .at(path, at.real());
        } catch (EOFException e) {
            throw new RegistryException(Kind.REFUSED, "The dump ends too early: nothing was loaded", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new RegistryException(
                    Kind.REFUSED, "The dump cannot be loaded, " + e.getMessage() + ": nothing was loaded", e);
        }
    }

    private void node(Location top) throws SQLException, RegistryException, IOException {
        RegistryPath below = RegistryPath.of(text());
        RegistryPath real = below.moved(RegistryPath.ROOT, top.real());
        String uuid = text();
        int kind = in.readByte();
        String link = optional();
        if (kind < 0 || kind > 2 || (kind == 2) != (link != null)) {
            throw new IOException("it holds a resource of no known kind");
        }
        if (link != null) {
            RegistryPath.of(link);
        }
        NodeRow state = NodeRow.fresh(
                        0, 0, "", kind == 1 ? ResourceKind.COLLECTION : ResourceKind.RESOURCE, uuid, 0, writer.by())
                .with(
                        limited(optional(), Schema.MAX_SHORT),
                        limited(optional(), Schema.MAX_TEXT),
                        PropertyText.parse(optional()),
                        0,
                        writer.by())
                .leadingTo(link);
        TreeWriter.requireProperties(state.properties());
        List<ResourceComment> comments = comments(real);
        Map<String, List<String>> taggings = taggings();
        Map<String, Integer> ratings = ratings();
        try (Spool content = content()) {
            if (content != null) {
                if (kind != 0) {
                    throw new IOException("it holds content of what has none");
                }
                state = state.with(Optional.of(new Contents(unit.sql()).keep(content)));
            }
        }
        NodeRow row = put(top, below, real, state);
        loaded.put(below, row);
        new Annotations(unit).replace(row, comments, taggings, ratings);
    }

    private NodeRow put(Location top, RegistryPath below, RegistryPath real, NodeRow state)
            throws SQLException, RegistryException, IOException {
        if (loaded.containsKey(below) || below.isRoot() != loaded.isEmpty()) {
            throw new IOException("its resources are in no order");
        }
        Optional<NodeRow> there;
        NodeRow parent;
        if (below.isRoot()) {
            there = top.row();
            parent = there.isPresent() ? nodes.withId(there.get().parent()).orElse(null) : writer.parentFor(top);
        } else {
            parent = loaded.get(below.parent().orElseThrow());
            if (parent == null || !parent.isCollection()) {
                throw new IOException("it holds a resource that is in no collection");
            }
            if (real.toString().length() > RegistryPath.MAX_LENGTH) {
                throw Refusals.refused("The dump cannot be loaded at " + top.real() + ": a path would have "
                        + real.toString().length() + " characters, " + RegistryPath.MAX_LENGTH + " are allowed");
            }
            there = nodes.child(parent.id(), below.name());
        }
        if (there.isPresent()
                && there.get().kind() == state.kind()
                && there.get().isLink() == state.isLink()) {
            return writer.likeThen(there.get(), state, real);
        }
        if (parent == null) {
            throw Refusals.refused("The root is a collection, what the dump has is none");
        }
        if (there.isPresent()) {
            nodes.detach(there.get());
        }
        return writer.freshLike(parent, real.name(), state, real);
    }

    private List<ResourceComment> comments(RegistryPath real) throws IOException, RegistryException {
        List<ResourceComment> comments = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String text = text();
            Annotations.requireComment(text);
            comments.add(new ResourceComment(
                    0, real, text, user(), Micros.toInstant(in.readLong()), Micros.toInstant(in.readLong())));
        }
        return comments;
    }

    private Map<String, List<String>> taggings() throws IOException, RegistryException {
        Map<String, List<String>> taggings = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String tag = Annotations.requireTag(text());
            List<String> users = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                String user = user();
                if (!users.contains(user)) {
                    users.add(user);
                }
            }
            taggings.put(tag, users);
        }
        return taggings;
    }

    private Map<String, Integer> ratings() throws IOException, RegistryException {
        Map<String, Integer> ratings = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String user = user();
            int stars = in.readInt();
            Annotations.requireStars(stars);
            ratings.put(user, stars);
        }
        return ratings;
    }

    private String user() throws IOException, RegistryException {
        return Refusals.requireText("The name of a user", text(), Schema.MAX_SHORT);
    }

    /** Null without content. */
    private Spool content() throws IOException, RegistryException {
        long size = in.readLong();
        if (size < 0) {
            return null;
        }
        if (size > maxContent) {
            throw Refusals.refused("The dump holds content of " + size + " bytes; " + maxContent + " are allowed");
        }
        String sha256 = text();
        Spool content = Spool.read(new Limited(in, size), size);
        if (content.size() != size || !content.sha256Hex().equals(sha256)) {
            content.close();
            throw new IOException("a content is damaged");
        }
        return content;
    }

    private void association() throws SQLException, RegistryException, IOException {
        NodeRow source = loaded.get(RegistryPath.of(text()));
        byte where = in.readByte();
        String target = text();
        String type = text();
        if (source == null) {
            throw new IOException("it holds an association of no resource");
        }
        // the constructor is the check of both texts
        Association association = new Association(RegistryPath.ROOT, target, type);
        Associations associations = new Associations(unit);
        if (where == TreeDump.OUTSIDE && association.targetPath().isEmpty()) {
            associations.add(source, null, target, type);
        } else if (where == TreeDump.WITHIN) {
            NodeRow within = loaded.get(association.targetPath().orElseThrow(() -> new IOException("it is damaged")));
            if (within != null) {
                associations.add(source, within, null, type);
            }
        } else if (where == TreeDump.ELSEWHERE) {
            RegistryPath path = association.targetPath().orElseThrow(() -> new IOException("it is damaged"));
            Optional<Location> there = writer.paths().leadingSomewhere(path);
            if (there.isPresent()) {
                associations.add(source, there.get().last(), null, type);
            }
        }
    }

    private static String limited(String text, int max) throws RegistryException {
        return text == null ? null : Refusals.requireText("A text of the dump", text, max);
    }

    private String optional() throws IOException {
        return in.readBoolean() ? text() : null;
    }

    private String text() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("it holds a text of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("it holds a text that is not UTF-8", e);
        }
    }

    /** So many bytes of a stream that goes on behind them. */
    private static final class Limited extends InputStream {

        private final InputStream in;
        private long left;

        Limited(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int one = left > 0 ? in.read() : -1;
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = in.read(to, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
