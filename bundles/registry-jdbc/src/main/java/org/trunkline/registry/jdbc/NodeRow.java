package org.trunkline.registry.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.trunkline.registry.ContentInfo;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceProperties;

/**
 * A row of the tree: a resource, a collection or a link. Immutable.
 *
 * @param kind what it is; a link is a resource with a target
 * @param mediaType null without one, like the next two
 * @param sha256 of the content; null without content
 * @param link where it leads; null unless it is a link
 * @param reach no path below it is longer, counted from its own end
 */
record NodeRow(
        long id,
        long parent,
        String name,
        ResourceKind kind,
        String uuid,
        long revision,
        String mediaType,
        String description,
        ResourceProperties properties,
        String sha256,
        long size,
        String createdBy,
        long createdAt,
        String modifiedBy,
        long modifiedAt,
        String link,
        int reach) {

    /** What a row of the tree and a row of a version have in common, after their own keys. */
    static final String STATE = "parent_no, name, kind, uuid, revision_no, media_type, description, properties, sha256,"
            + " content_size, created_by, created_at, modified_by, modified_at, link_target";

    static final int STATE_COLUMNS = 15;

    /** For a query of the tree. */
    static final String COLUMNS = "node_no, " + STATE + ", reach";

    static NodeRow read(ResultSet row) throws SQLException {
        return read(row, row.getInt(17));
    }

    /** Of a row that has the columns in the order of {@link #COLUMNS} but the last. */
    static NodeRow read(ResultSet row, int reach) throws SQLException {
        return new NodeRow(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getInt(4) == 0 ? ResourceKind.RESOURCE : ResourceKind.COLLECTION,
                row.getString(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                PropertyText.parse(row.getString(9)),
                row.getString(10),
                row.getLong(11),
                row.getString(12),
                row.getLong(13),
                row.getString(14),
                row.getLong(15),
                row.getString(16),
                reach);
    }

    /** A new resource, collection or link without anything of its own yet. */
    static NodeRow fresh(long id, long parent, String name, ResourceKind kind, String uuid, long revision, Actor by) {
        return new NodeRow(
                id,
                parent,
                name,
                kind,
                uuid,
                revision,
                null,
                null,
                ResourceProperties.NONE,
                null,
                0,
                by.user(),
                by.at(),
                by.user(),
                by.at(),
                null,
                0);
    }

    /** The columns of {@link #STATE}, with other columns before and behind. */
    Object[] parameters(Object[] before, Object... behind) {
        Object[] all = new Object[before.length + STATE_COLUMNS + behind.length];
        System.arraycopy(before, 0, all, 0, before.length);
        int next = before.length;
        all[next++] = parent;
        all[next++] = name;
        all[next++] = kind == ResourceKind.RESOURCE ? 0 : 1;
        all[next++] = uuid;
        all[next++] = revision;
        all[next++] = mediaType;
        all[next++] = description;
        all[next++] = PropertyText.of(properties);
        all[next++] = sha256;
        all[next++] = size;
        all[next++] = createdBy;
        all[next++] = createdAt;
        all[next++] = modifiedBy;
        all[next++] = modifiedAt;
        all[next++] = link;
        System.arraycopy(behind, 0, all, next, behind.length);
        return all;
    }

    boolean isLink() {
        return link != null;
    }

    boolean isCollection() {
        return kind == ResourceKind.COLLECTION && link == null;
    }

    NodeRow at(long newParent, String newName, long now) {
        return new NodeRow(
                id,
                newParent,
                newName,
                kind,
                uuid,
                now,
                mediaType,
                description,
                properties,
                sha256,
                size,
                createdBy,
                createdAt,
                modifiedBy,
                modifiedAt,
                link,
                reach);
    }

    NodeRow reaching(int length) {
        return new NodeRow(
                id,
                parent,
                name,
                kind,
                uuid,
                revision,
                mediaType,
                description,
                properties,
                sha256,
                size,
                createdBy,
                createdAt,
                modifiedBy,
                modifiedAt,
                link,
                length);
    }

    NodeRow with(String newMediaType, String newDescription, ResourceProperties newProperties, long now, Actor by) {
        return new NodeRow(
                id,
                parent,
                name,
                kind,
                uuid,
                now,
                newMediaType,
                newDescription,
                newProperties,
                sha256,
                size,
                createdBy,
                createdAt,
                by.user(),
                by.at(),
                link,
                reach);
    }

    /** @param content empty for none */
    NodeRow with(Optional<ContentInfo> content) {
        return new NodeRow(
                id,
                parent,
                name,
                kind,
                uuid,
                revision,
                mediaType,
                description,
                properties,
                content.map(ContentInfo::sha256).orElse(null),
                content.map(ContentInfo::size).orElse(0L),
                createdBy,
                createdAt,
                modifiedBy,
                modifiedAt,
                link,
                reach);
    }

    NodeRow leadingTo(String target) {
        return new NodeRow(
                id,
                parent,
                name,
                kind,
                uuid,
                revision,
                mediaType,
                description,
                properties,
                sha256,
                size,
                createdBy,
                createdAt,
                modifiedBy,
                modifiedAt,
                target,
                reach);
    }

    /** The state of another row, in this one's life. */
    NodeRow like(NodeRow other, long now, Actor by) {
        return new NodeRow(
                id,
                parent,
                name,
                kind,
                uuid,
                now,
                other.mediaType,
                other.description,
                other.properties,
                other.sha256,
                other.size,
                createdBy,
                createdAt,
                by.user(),
                by.at(),
                other.link,
                reach);
    }

    Optional<ContentInfo> content() {
        return sha256 == null ? Optional.empty() : Optional.of(new ContentInfo(size, sha256));
    }

    Resource at(RegistryPath path, RegistryPath realPath) {
        return new Resource(
                path,
                realPath,
                uuid,
                kind,
                revision,
                Optional.ofNullable(mediaType),
                Optional.ofNullable(description),
                properties,
                content(),
                createdBy,
                Micros.toInstant(createdAt),
                modifiedBy,
                Micros.toInstant(modifiedAt));
    }
}
