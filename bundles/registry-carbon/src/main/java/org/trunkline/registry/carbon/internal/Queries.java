package org.trunkline.registry.carbon.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.registry.Registry;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.RegistryConstants;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** Stored queries in WSO2's way. Safe for use by many threads. */
final class Queries {

    private static final String QUERY = "query";
    private static final String MEDIA_TYPE = "mediaType";

    private final Session session;
    private final ResourceTree tree;

    Queries(Session session, ResourceTree tree) {
        this.session = session;
        this.tree = tree;
    }

    /**
     * Executes the query that is the content of a resource, or the parameter {@code query}. The parameters {@code 1},
     * {@code 2} and so on stand for its question marks.
     */
    Collection execute(String path, Map<?, ?> parameters) throws RegistryException {
        Map<?, ?> given = parameters == null ? Map.of() : parameters;
        Optional<Resource> stored = stored(path);
        String mediaType = stored.map(Resource::getMediaType)
                .or(() -> text(given, MEDIA_TYPE))
                .orElse(RegistryConstants.SQL_QUERY_MEDIA_TYPE);
        if (!mediaType.equals(RegistryConstants.SQL_QUERY_MEDIA_TYPE)) {
            throw new RegistryException("There is nothing that executes queries of the media type " + mediaType + ".");
        }
        String sql = text(given, QUERY).orElse(null);
        if (sql == null) {
            byte[] content =
                    stored.isPresent() ? StoredResource.bytesOf(stored.get().getContent()) : null;
            if (content == null) {
                throw new RegistryException("Unable to execute query at " + path + ". There is none.");
            }
            sql = new String(content, StandardCharsets.UTF_8);
        }
        String resultType = text(given, RegistryConstants.RESULT_TYPE_PROPERTY_NAME)
                .or(() -> stored.map(query -> query.getProperty(RegistryConstants.RESULT_TYPE_PROPERTY_NAME)))
                .orElse(RegistryConstants.RESOURCES_RESULT_TYPE);
        return found(path, sql, column(path, resultType), given);
    }

    private Optional<Resource> stored(String path) throws RegistryException {
        if (path == null || !tree.exists(Address.of(path))) {
            return Optional.empty();
        }
        return Optional.of(tree.get(Address.of(path))).filter(query -> query.getMediaType() != null);
    }

    private static Optional<String> text(Map<?, ?> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(Object::toString);
    }

    private static String column(String path, String resultType) throws RegistryException {
        return switch (resultType) {
            case RegistryConstants.RESOURCES_RESULT_TYPE -> "REG_NAME";
            case RegistryConstants.COMMENTS_RESULT_TYPE -> "REG_COMMENT_ID";
            case RegistryConstants.RATINGS_RESULT_TYPE -> "REG_RATING_ID";
            case RegistryConstants.TAGS_RESULT_TYPE -> "REG_TAG_ID";
            default ->
                throw new RegistryException("Unable to execute query at " + path + ". The type of result " + resultType
                        + " is not known here: it is Resource, Comments, Ratings or Tags.");
        };
    }

    private Collection found(String path, String sql, String column, Map<?, ?> parameters) throws RegistryException {
        List<String> numbered = new ArrayList<>();
        for (int i = 1; parameters.containsKey(Integer.toString(i)); i++) {
            numbered.add(String.valueOf(parameters.get(Integer.toString(i))));
        }
        Registry registry = session.acting();
        try {
            SqlSelect select = new SqlSelect(sql, numbered);
            List<Map<String, Object>> rows = Failures.told(path, () -> select.find(new SqlTables(registry), column));
            return StoredCollection.showing(
                    rows.stream().map(row -> (String) row.get(SqlTables.SHOWN)).toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw new RegistryException(
                    "Unable to execute query at " + path + ": " + e.getMessage()
                            + ". Of SQL this registry knows a SELECT from WSO2's tables of resources, paths, properties, comments,"
                            + " tags, ratings and associations; see docs/differences.md.",
                    e);
        }
    }
}
