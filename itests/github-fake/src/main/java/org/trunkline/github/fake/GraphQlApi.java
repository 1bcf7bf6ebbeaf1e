package org.trunkline.github.fake;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.Coercing;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/** GitHub's GraphQL on a slice of its schema: objects of a repository, and {@code createCommitOnBranch}. */
final class GraphQlApi {

    private static final int TEXT_LIMIT = 512_000;
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final FakeRepository repository;
    private final GraphQL graphQl;

    GraphQlApi(FakeRepository repository) {
        this.repository = repository;
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        for (String scalar : List.of("Base64String", "DateTime", "GitObjectID", "URI")) {
            wiring.scalar(text(scalar));
        }
        wiring.type("GitObject", t -> t.typeResolver(e -> e.getSchema().getObjectType(typename(e.getObject()))));
        wiring.type("Node", t -> t.typeResolver(e -> e.getSchema().getObjectType(typename(e.getObject()))));
        wiring.type(
                "Query",
                t -> t.dataFetcher("repository", this::repository)
                        .dataFetcher(
                                "rateLimit",
                                e -> Map.of(
                                        "cost",
                                        1,
                                        "limit",
                                        5000,
                                        "remaining",
                                        4999,
                                        "resetAt",
                                        "2026-01-01T00:00:00Z",
                                        "used",
                                        1)));
        wiring.type(
                "Repository",
                t -> t.dataFetcher("object", this::object)
                        .dataFetcher("ref", this::ref)
                        .dataFetcher("defaultBranchRef", e -> ref(repository.defaultBranch())));
        wiring.type("Commit", t -> t.dataFetcher("file", this::file));
        wiring.type("Mutation", t -> t.dataFetcher("createCommitOnBranch", this::createCommit));
        var schema = new SchemaParser()
                .parse(new InputStreamReader(
                        Objects.requireNonNull(GraphQlApi.class.getResourceAsStream("github-slice.graphql")),
                        StandardCharsets.UTF_8));
        graphQl = GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(schema, wiring.build()))
                .build();
    }

    private static GraphQLScalarType text(String name) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new Coercing<Object, Object>() {
                    @Override
                    public Object serialize(Object value, graphql.GraphQLContext context, java.util.Locale locale) {
                        return value.toString();
                    }

                    @Override
                    public Object parseValue(Object value, graphql.GraphQLContext context, java.util.Locale locale) {
                        return value.toString();
                    }

                    @Override
                    public Object parseLiteral(
                            graphql.language.Value<?> value,
                            graphql.execution.CoercedVariables variables,
                            graphql.GraphQLContext context,
                            java.util.Locale locale) {
                        return ((graphql.language.StringValue) value).getValue();
                    }
                })
                .build();
    }

    private static String typename(Object object) {
        return (String) ((Map<?, ?>) object).get("__typename");
    }

    FakeResponse answer(FakeRequest request, Identity caller) {
        JsonObject body = request.json();
        if (!body.has("query")) {
            throw new GitHubAnswer(400, "A query attribute must be specified and must be a string.");
        }
        Map<String, Object> variables =
                body.has("variables") && !body.get("variables").isJsonNull()
                        ? GSON.fromJson(body.get("variables"), new TypeToken<Map<String, Object>>() {}.getType())
                        : Map.of();
        ExecutionResult result = graphQl.execute(
                ExecutionInput.newExecutionInput(body.get("query").getAsString())
                        .variables(variables)
                        .localContext(caller)
                        .build());
        JsonObject json =
                JsonParser.parseString(GSON.toJson(result.toSpecification())).getAsJsonObject();
        if (json.has("errors")) {
            for (JsonElement element : json.getAsJsonArray("errors")) {
                JsonObject error = element.getAsJsonObject();
                if (error.has("extensions")
                        && error.getAsJsonObject("extensions").has("githubType")) {
                    error.add("type", error.getAsJsonObject("extensions").get("githubType"));
                    error.remove("extensions");
                }
            }
        }
        return FakeResponse.json(200, json);
    }

    /** An answer with nothing but an error. */
    static FakeResponse failure(Fault.GraphQlError fault) {
        JsonObject error = new JsonObject();
        error.addProperty("type", fault.type());
        error.addProperty("message", fault.message());
        JsonArray errors = new JsonArray();
        errors.add(error);
        JsonObject answer = new JsonObject();
        answer.add("data", JsonNull.INSTANCE);
        answer.add("errors", errors);
        return FakeResponse.json(200, answer);
    }

    private static DataFetcherResult<Object> error(DataFetchingEnvironment call, String type, String message) {
        return DataFetcherResult.newResult()
                .error(GraphqlErrorBuilder.newError(call)
                        .message("%s", message)
                        .extensions(Map.of("githubType", type))
                        .build())
                .build();
    }

    private Object repository(DataFetchingEnvironment call) {
        String name = call.getArgument("owner") + "/" + call.getArgument("name");
        Identity caller = call.getLocalContext();
        if (repository.gone() || !name.equals(repository.fullName()) || repository.isPrivate() && !caller.mayRead()) {
            return error(call, "NOT_FOUND", "Could not resolve to a Repository with the name '" + name + "'.");
        }
        return Map.of(
                "id",
                "R_1",
                "isPrivate",
                repository.isPrivate(),
                "nameWithOwner",
                repository.newName().orElse(name));
    }

    private Object object(DataFetchingEnvironment call) {
        String oid = call.getArgument("oid");
        String expression = call.getArgument("expression");
        Optional<ObjectId> id;
        if (oid != null) {
            id = Optional.of(ObjectId.fromString(oid));
        } else {
            String[] parts = Objects.requireNonNull(expression).split(":", 2);
            Optional<ObjectId> commit = parts[0].matches("[0-9a-f]{40}")
                    ? Optional.of(ObjectId.fromString(parts[0]))
                    : repository.git().branch(parts[0].replaceFirst("^refs/heads/", ""));
            id = parts.length == 1
                    ? commit
                    : commit.flatMap(c -> repository
                                    .git()
                                    .at(repository.git().commit(c).getTree(), parts[1]))
                            .map(GitRepository.Entry::id);
        }
        return id.flatMap(this::gitObject).orElse(null);
    }

    private Optional<Map<String, Object>> gitObject(ObjectId id) {
        return repository
                .git()
                .type(id)
                .filter(type -> !repository.isCollected(id))
                .map(type -> switch (type) {
                    case "blob" -> blob(id);
                    case "commit" -> commit(id);
                    default -> Map.of("__typename", "Tree", "id", id.name(), "oid", id.name());
                });
    }

    private Map<String, Object> blob(ObjectId id) {
        byte[] bytes = repository.git().blob(id);
        boolean truncated = bytes.length > TEXT_LIMIT;
        Optional<String> text = decoded(truncated ? Arrays.copyOf(bytes, TEXT_LIMIT) : bytes);
        Map<String, Object> blob = new LinkedHashMap<>();
        blob.put("__typename", "Blob");
        blob.put("id", id.name());
        blob.put("oid", id.name());
        blob.put("byteSize", bytes.length);
        blob.put("isBinary", text.isEmpty());
        blob.put("isTruncated", truncated);
        blob.put("text", text.orElse(null));
        return blob;
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf(0) >= 0 ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return bytes.length == TEXT_LIMIT
                    ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                    : Optional.empty();
        }
    }

    private Map<String, Object> commit(ObjectId id) {
        RevCommit commit = repository.git().commit(id);
        return Map.of(
                "__typename", "Commit",
                "id", id.name(),
                "oid", id.name(),
                "committedDate", commit.getCommitterIdent().getWhenAsInstant().toString(),
                "message", commit.getFullMessage(),
                "tree",
                        Map.of(
                                "__typename",
                                "Tree",
                                "id",
                                commit.getTree().name(),
                                "oid",
                                commit.getTree().name()));
    }

    private Object ref(DataFetchingEnvironment call) {
        return ref(call.<String>getArgument("qualifiedName").replaceFirst("^refs/heads/", ""));
    }

    private Object file(DataFetchingEnvironment call) {
        Map<String, Object> commit = call.getSource();
        String path = call.getArgument("path");
        ObjectId tree = repository
                .git()
                .commit(ObjectId.fromString((String) commit.get("oid")))
                .getTree();
        return repository.git().at(tree, path).map(e -> treeEntry(path, e)).orElse(null);
    }

    private Map<String, Object> treeEntry(String path, GitRepository.Entry entry) {
        return Map.of(
                "mode", entry.mode().getBits(),
                "name", path.substring(path.lastIndexOf('/') + 1),
                "object", gitObject(entry.id()).orElseThrow(),
                "oid", entry.id().name(),
                "path", path,
                "type", entry.mode() == FileMode.TREE ? "tree" : "blob");
    }

    private Object ref(String name) {
        return repository
                .git()
                .branch(name)
                .<Object>map(id -> Map.of("id", name, "name", name, "target", commit(id)))
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private Object createCommit(DataFetchingEnvironment call) {
        Map<String, Object> input = call.getArgument("input");
        Identity caller = call.getLocalContext();
        Map<String, String> branch = (Map<String, String>) input.get("branch");
        String name = branch.get("branchName");
        if (repository.gone()
                || !repository.fullName().equals(branch.get("repositoryNameWithOwner"))
                || !caller.mayRead()) {
            return error(
                    call,
                    "NOT_FOUND",
                    "Could not resolve to a Repository with the name '" + branch.get("repositoryNameWithOwner") + "'.");
        }
        if (!caller.mayWrite()) {
            return error(call, "FORBIDDEN", "Resource not accessible by personal access token");
        }
        Optional<ObjectId> head = repository.git().branch(name);
        if (head.isEmpty()) {
            return error(call, "NOT_FOUND", "Branch " + name + " not found");
        }
        Map<String, Object> changes = (Map<String, Object>) input.getOrDefault("fileChanges", Map.of());
        List<Map<String, String>> added = (List<Map<String, String>>) changes.getOrDefault("additions", List.of());
        List<Map<String, String>> deleted = (List<Map<String, String>>) changes.getOrDefault("deletions", List.of());
        long bytes = added.stream().mapToLong(a -> a.get("contents").length()).sum();
        repository.refuseWhatTimesOut(bytes, added.size() + deleted.size());
        if (!head.get().name().equals(input.get("expectedHeadOid"))) {
            return stale(call, (String) input.get("expectedHeadOid"));
        }
        ObjectId base = repository.git().commit(head.get()).getTree();
        for (Map<String, String> deletion : deleted) {
            if (repository.git().at(base, deletion.get("path")).isEmpty()) {
                return error(
                        call,
                        "UNPROCESSABLE",
                        "A path was requested for deletion which does not exist as of commit oid `"
                                + head.get().name() + "`");
            }
        }
        List<GitRepository.Entry> additions = new ArrayList<>();
        for (Map<String, String> addition : added) {
            byte[] content = Base64.getDecoder().decode(addition.get("contents"));
            additions.add(new GitRepository.Entry(
                    addition.get("path"),
                    FileMode.REGULAR_FILE,
                    repository.git().insertBlob(content)));
        }
        ObjectId tree = repository
                .git()
                .tree(
                        Optional.of(base),
                        additions,
                        deleted.stream().map(d -> d.get("path")).toList());
        Map<String, String> message = (Map<String, String>) input.get("message");
        String full = message.get("headline") + (message.get("body") == null ? "" : "\n\n" + message.get("body"));
        ObjectId commit = repository.git().insertCommit(tree, List.of(head.get()), full, repository.now());
        if (!repository.moveBranch(name, head.get(), commit)) {
            return stale(call, (String) input.get("expectedHeadOid"));
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("clientMutationId", input.get("clientMutationId"));
        payload.put("commit", commit(commit));
        payload.put("ref", Map.of("id", name, "name", name, "target", commit(commit)));
        return payload;
    }

    private static Object stale(DataFetchingEnvironment call, String expected) {
        return error(
                call,
                "STALE_DATA",
                "Expected branch to point to \"" + expected + "\" but it did not. Pull and try again.");
    }
}
