package org.trunkline.registry.carbon.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.registry.Association;
import org.trunkline.registry.Association.Direction;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceQuery;

/**
 * The registry in the tables of WSO2's schema, as far as stored queries name them. A collection has a row in REG_PATH; what
 * lies in it has the number of that row and a name, it itself has no name. The numbers are those of one query. Each table is
 * made when it is first asked for. Not safe for use by several threads.
 */
final class SqlTables {

    /** Where something is shown: the path that a query answers with. */
    static final String SHOWN = "";

    private final Registry registry;
    private final Map<String, List<Map<String, Object>>> made = new HashMap<>();
    private final Map<RegistryPath, Integer> pathIds = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private List<Resource> resources;

    SqlTables(Registry registry) {
        this.registry = registry;
    }

    /** @throws IllegalArgumentException if there is no such table */
    List<Map<String, Object>> rows(String table) throws RegistryException {
        List<Map<String, Object>> rows = made.get(table);
        if (rows == null) {
            rows = make(table);
            made.put(table, rows);
        }
        return rows;
    }

    private List<Map<String, Object>> make(String table) throws RegistryException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Resource resource : resources()) {
            switch (table) {
                case "REG_RESOURCE" -> rows.add(resource(resource));
                case "REG_PATH" -> {
                    if (resource.isCollection()) {
                        rows.add(path(resource));
                    }
                }
                case "REG_PROPERTY", "REG_RESOURCE_PROPERTY" -> properties(resource, rows);
                case "REG_COMMENT", "REG_RESOURCE_COMMENT" -> comments(resource, rows);
                case "REG_TAG", "REG_RESOURCE_TAG" -> tags(resource, rows);
                case "REG_RATING", "REG_RESOURCE_RATING" -> ratings(resource, rows);
                case "REG_ASSOCIATION" -> associations(resource, rows);
                default -> throw new IllegalArgumentException("there is no table " + table);
            }
        }
        return rows;
    }

    private List<Resource> resources() throws RegistryException {
        if (resources == null) {
            resources = Pages.all(
                    (Page.Request request) -> registry.search(ResourceQuery.within(RegistryPath.ROOT), request));
        }
        return resources;
    }

    private int pathId(RegistryPath collection) {
        return pathIds.computeIfAbsent(collection, each -> pathIds.size() + 1);
    }

    private Map<String, Object> row() {
        Map<String, Object> row = new HashMap<>();
        row.put("REG_TENANT_ID", (long) Session.SUPER_TENANT);
        return row;
    }

    private Map<String, Object> place(Resource resource, String nameColumn) {
        RegistryPath path = resource.path();
        Map<String, Object> row = row();
        row.put(SHOWN, path.toString());
        row.put("REG_PATH_ID", (long)
                pathId(resource.isCollection() ? path : path.parent().orElseThrow()));
        row.put(nameColumn, resource.isCollection() ? null : path.name());
        row.put("REG_VERSION", (long) versions.computeIfAbsent(resource.uuid(), each -> versions.size() + 1));
        return row;
    }

    private Map<String, Object> resource(Resource resource) {
        Map<String, Object> row = place(resource, "REG_NAME");
        row.put("REG_MEDIA_TYPE", resource.mediaType().orElse(null));
        row.put("REG_CREATOR", resource.createdBy());
        row.put("REG_CREATED_TIME", resource.createdAt().toEpochMilli());
        row.put("REG_LAST_UPDATOR", resource.modifiedBy());
        row.put("REG_LAST_UPDATED_TIME", resource.modifiedAt().toEpochMilli());
        row.put("REG_DESCRIPTION", resource.description().orElse(null));
        row.put("REG_UUID", resource.uuid());
        return row;
    }

    private Map<String, Object> path(Resource collection) {
        Map<String, Object> row = row();
        row.put("REG_PATH_ID", (long) pathId(collection.path()));
        row.put("REG_PATH_VALUE", collection.path().toString());
        row.put(
                "REG_PATH_PARENT_ID",
                collection.path().parent().map(parent -> (long) pathId(parent)).orElse(null));
        return row;
    }

    /** A table of things and the table that says whose they are have the same rows here, with the columns of both. */
    private Map<String, Object> owned(Resource resource, long id, String reference, String shown) {
        Map<String, Object> row = place(resource, "REG_RESOURCE_NAME");
        row.put("REG_ID", id);
        row.put(reference, id);
        row.put(SHOWN, shown);
        return row;
    }

    private void properties(Resource resource, List<Map<String, Object>> rows) {
        resource.properties()
                .asMap()
                .forEach((name, values) -> values.forEach(value -> {
                    Map<String, Object> row = owned(
                            resource,
                            rows.size() + 1L,
                            "REG_PROPERTY_ID",
                            resource.path().toString());
                    row.put("REG_NAME", name);
                    row.put("REG_VALUE", value);
                    rows.add(row);
                }));
    }

    private void comments(Resource resource, List<Map<String, Object>> rows) throws RegistryException {
        for (ResourceComment comment : registry.comments(resource.path())) {
            Map<String, Object> row =
                    owned(resource, comment.id(), "REG_COMMENT_ID", resource.path() + ";comments:" + comment.id());
            row.put("REG_COMMENT_TEXT", comment.text());
            row.put("REG_USER_ID", comment.author());
            row.put("REG_COMMENTED_TIME", comment.editedAt().toEpochMilli());
            rows.add(row);
        }
    }

    private void tags(Resource resource, List<Map<String, Object>> rows) throws RegistryException {
        registry.taggings(resource.path())
                .forEach((tag, users) -> users.forEach(user -> {
                    Map<String, Object> row = owned(
                            resource, rows.size() + 1L, "REG_TAG_ID", resource.path() + ";tags:" + tag + ":" + user);
                    row.put("REG_TAG_NAME", tag);
                    row.put("REG_USER_ID", user);
                    rows.add(row);
                }));
    }

    private void ratings(Resource resource, List<Map<String, Object>> rows) throws RegistryException {
        registry.ratings(resource.path()).forEach((user, stars) -> {
            Map<String, Object> row =
                    owned(resource, rows.size() + 1L, "REG_RATING_ID", resource.path() + ";ratings:" + user);
            row.put("REG_RATING", (long) stars);
            row.put("REG_USER_ID", user);
            rows.add(row);
        });
    }

    private void associations(Resource resource, List<Map<String, Object>> rows) throws RegistryException {
        for (Association association : registry.associations(resource.path(), Direction.OUTGOING, Optional.empty())) {
            Map<String, Object> row = row();
            row.put(SHOWN, resource.path().toString());
            row.put("REG_ASSOCIATION_ID", rows.size() + 1L);
            row.put("REG_SOURCEPATH", association.source().toString());
            row.put("REG_TARGETPATH", Associations.target(association));
            row.put("REG_ASSOCIATION_TYPE", association.type());
            rows.add(row);
        }
    }
}
