package org.trunkline.registry.jdbc;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.registry.Association;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.jdbc.Paths.Location;

/**
 * Writes a tree as a stream: a line that says what it is, a record for each resource from the top on, a record for each
 * association, an end mark, and the SHA-256 of all that. {@link TreeLoad} reads it.
 */
final class TreeDump {

    static final byte[] HEAD = "Trunkline registry dump 1\n".getBytes(StandardCharsets.US_ASCII);

    static final byte NODE = 'N';
    static final byte ASSOCIATION = 'A';
    static final byte END = 'E';

    /** What an association's target is: below the top, elsewhere in the registry, outside of it. */
    static final byte WITHIN = 'W';

    static final byte ELSEWHERE = 'P';
    static final byte OUTSIDE = 'U';

    private final Unit unit;
    private final MessageDigest digest = Spool.sha256();
    private final OutputStream target;
    private final DataOutputStream out;

    TreeDump(Unit unit, OutputStream target) {
        this.unit = unit;
        this.target = target;
        this.out = new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(target, digest), 1 << 16));
    }

    void write(RegistryPath path) throws SQLException, RegistryException, IOException {
        Location top = new Paths(unit.nodes()).existing(path);
        out.write(HEAD);
        List<NodeRow> all = new ArrayList<>();
        List<RegistryPath> places = new ArrayList<>();
        Subtree.<IOException>visit(unit.nodes(), top.last(), (rows, below) -> {
            for (NodeRow row : rows) {
                node(row, below.get(row.id()), top.real());
                all.add(row);
                places.add(below.get(row.id()));
            }
        });
        Associations associations = new Associations(unit);
        for (int i = 0; i < all.size(); i++) {
            for (Association association :
                    associations.of(all.get(i), Association.Direction.OUTGOING, Optional.empty())) {
                association(places.get(i), association, top.real());
            }
        }
        out.writeByte(END);
        out.writeInt(all.size());
        out.flush();
        target.write(digest.digest());
        target.flush();
    }

    private void node(NodeRow row, RegistryPath below, RegistryPath top) throws SQLException, IOException {
        out.writeByte(NODE);
        text(below.toString());
        text(row.uuid());
        out.writeByte(row.isLink() ? 2 : row.isCollection() ? 1 : 0);
        optional(row.link());
        optional(row.mediaType());
        optional(row.description());
        optional(PropertyText.of(row.properties()));
        Annotations annotations = new Annotations(unit);
        List<ResourceComment> comments = annotations.comments(below.moved(RegistryPath.ROOT, top), row);
        out.writeInt(comments.size());
        for (ResourceComment comment : comments) {
            text(comment.text());
            text(comment.author());
            out.writeLong(Micros.of(comment.createdAt()));
            out.writeLong(Micros.of(comment.editedAt()));
        }
        Map<String, List<String>> taggings = annotations.taggings(row);
        out.writeInt(taggings.size());
        for (Map.Entry<String, List<String>> tag : taggings.entrySet()) {
            text(tag.getKey());
            out.writeInt(tag.getValue().size());
            for (String user : tag.getValue()) {
                text(user);
            }
        }
        Map<String, Integer> ratings = annotations.ratings(row);
        out.writeInt(ratings.size());
        for (Map.Entry<String, Integer> rating : ratings.entrySet()) {
            text(rating.getKey());
            out.writeInt(rating.getValue());
        }
        content(row);
    }

    private void content(NodeRow row) throws SQLException, IOException {
        out.writeLong(row.sha256() == null ? -1 : row.size());
        if (row.sha256() != null) {
            text(row.sha256());
            try (InputStream in = new Contents(unit.sql()).open(row.sha256(), row.size())) {
                in.transferTo(out);
            }
        }
    }

    private void association(RegistryPath source, Association association, RegistryPath top) throws IOException {
        out.writeByte(ASSOCIATION);
        text(source.toString());
        Optional<RegistryPath> path = association.targetPath();
        if (path.isEmpty()) {
            out.writeByte(OUTSIDE);
            text(association.target());
        } else if (path.get().isWithin(top)) {
            out.writeByte(WITHIN);
            text(path.get().moved(top, RegistryPath.ROOT).toString());
        } else {
            out.writeByte(ELSEWHERE);
            text(association.target());
        }
        text(association.type());
    }

    private void optional(String value) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            text(value);
        }
    }

    private void text(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
