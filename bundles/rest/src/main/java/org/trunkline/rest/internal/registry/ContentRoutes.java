package org.trunkline.rest.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.trunkline.registry.ContentInfo;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.EntityTags;
import org.trunkline.rest.internal.http.JsonContent;
import org.trunkline.rest.internal.http.JsonRequest;
import org.trunkline.rest.internal.http.Media;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;

/** Content and metadata of resources. The ETag of both is the revision. */
final class ContentRoutes {

    private static final String CONTENT = "/content/{path*}";
    private static final String METADATA = "/metadata/{path*}";
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Pattern HEADER_SAFE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[ -~]*)?");
    private static final List<String> FIELDS = List.of("kind", "mediaType", "description", "properties");
    private static final int TRIES = 5;

    private static final Parameter IF_NONE_MATCH =
            Parameter.optional("If-None-Match", "revisions in double quotes: answered with 304 if it has one of them");
    private static final Parameter PROPERTY = Parameter.optional(
            "property", "name=value: sets a property; with the same name again it gets several values");
    private static final Answer RESOURCE = Answer.json(200, "the resource", "Resource");
    private static final Answer NEW = Answer.json(201, "the resource, which is new", "Resource");
    private static final Answer UNCHANGED = Answer.empty(304, "it has a revision that If-None-Match names");

    private final RegistryDoor door;

    ContentRoutes(RegistryDoor door) {
        this.door = door;
    }

    List<Route> all() {
        return List.of(
                door.route(
                        Method.GET,
                        CONTENT,
                        Operation.of("readRegistryContent", "The content of a resource, byte for byte")
                                .query(Asked.VERSION)
                                .headers(
                                        IF_NONE_MATCH,
                                        Parameter.optional("Range", "one range of bytes"),
                                        Parameter.optional("If-Range", "the range is of use for this revision only"))
                                .answers(
                                        Answer.of(200, "the content", new Media(Media.ANY, "Bytes")),
                                        Answer.of(206, "a part of the content", new Media(Media.ANY, "Bytes")),
                                        UNCHANGED,
                                        Asked.ABSENT,
                                        Answer.empty(416, "the content has no such part"),
                                        Answer.empty(422, "it is a collection")),
                        this::read),
                door.route(
                        Method.PUT,
                        CONTENT,
                        Operation.of("writeRegistryContent", "Creates a resource or replaces its content")
                                .query(
                                        PROPERTY.repeatable(),
                                        Parameter.optional("description", "what it is; kept unless given"))
                                .headers(RevisionPrecondition.HEADERS)
                                .body(Media.ANY, "Bytes")
                                .answers(RESOURCE, NEW, Asked.STALE, Asked.TOO_LARGE, Asked.REFUSED),
                        this::write),
                door.route(
                        Method.DELETE,
                        CONTENT,
                        Operation.of(
                                        "deleteRegistryResource",
                                        "Deletes a resource, a link, or a collection with all below")
                                .headers(RevisionPrecondition.HEADERS[0])
                                .answers(Answer.empty(204, "it is gone"), Asked.ABSENT, Asked.STALE, Asked.REFUSED),
                        this::delete),
                door.route(
                        Method.GET,
                        METADATA,
                        Operation.of("readRegistryMetadata", "All that a resource is, but for its content")
                                .query(Asked.VERSION)
                                .headers(IF_NONE_MATCH)
                                .answers(RESOURCE, UNCHANGED, Asked.ABSENT),
                        this::readMetadata),
                door.route(
                        Method.PUT,
                        METADATA,
                        Operation.of(
                                        "writeRegistryMetadata",
                                        "Replaces media type, description and properties, or creates an empty resource or collection")
                                .headers(RevisionPrecondition.HEADERS)
                                .body(Asked.JSON, "NewMetadata")
                                .answers(RESOURCE, NEW, Asked.STALE, Asked.TOO_LARGE, Asked.NOT_JSON, Asked.REFUSED),
                        this::writeMetadata));
    }

    // ---- reading

    /** A resource with its content, both of one moment. */
    private record Read(Resource resource, InputStream content) {}

    private Reply read(Call call, Registry registry) throws ProblemException, RegistryException, IOException {
        Read read = open(registry, Asked.path(call), Asked.version(call));
        boolean handedOver = false;
        try {
            Reply reply = content(call, read);
            handedOver = reply.content().isPresent();
            return reply;
        } finally {
            if (!handedOver) {
                read.content().close();
            }
        }
    }

    private static Read open(Registry registry, RegistryPath path, OptionalLong version)
            throws RegistryException, IOException {
        if (version.isPresent()) {
            Resource resource = registry.get(path, version.getAsLong());
            return new Read(resource, registry.content(path, version.getAsLong()));
        }
        for (int i = 0; i < TRIES; i++) {
            Resource before = registry.get(path);
            InputStream content = registry.content(path);
            if (registry.get(path).revision() == before.revision()) {
                return new Read(before, content);
            }
            content.close();
        }
        throw new RegistryException(
                RegistryException.Kind.UNAVAILABLE, path + " changes all the time; ask again in a moment");
    }

    private static Reply content(Call call, Read read) throws ProblemException, IOException {
        Resource resource = read.resource();
        if (isKnown(call, resource)) {
            return tagged(Reply.empty(304), resource);
        }
        long size = resource.content().map(ContentInfo::size).orElse(0L);
        Optional<String> wanted = call.header("Range")
                .filter(any ->
                        call.header("If-Range").map(etag(resource)::equals).orElse(true));
        Optional<ByteRange> range = wanted.isPresent() ? ByteRange.parse(wanted.get(), size) : Optional.empty();
        String type = resource.mediaType()
                .filter(text -> HEADER_SAFE.matcher(text).matches())
                .orElse(UNKNOWN_TYPE);
        Reply reply;
        if (range.isPresent()) {
            read.content().skipNBytes(range.get().first());
            reply = Reply.of(206, new StreamedContent(type, range.get().length(), read.content()))
                    .with(
                            "Content-Range",
                            "bytes " + range.get().first() + "-" + range.get().last() + "/" + size);
        } else {
            reply = Reply.of(200, new StreamedContent(type, size, read.content()));
        }
        // what anybody may have put there is not to be shown by a browser as if it were ours
        return tagged(reply, resource)
                .with(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + encoded(resource.path().name()))
                .with("Accept-Ranges", "bytes");
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '.' || b == '-';
            encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return encoded.toString();
    }

    private Reply readMetadata(Call call, Registry registry) throws ProblemException, RegistryException {
        RegistryPath path = Asked.path(call);
        OptionalLong version = Asked.version(call);
        Resource resource = version.isPresent() ? registry.get(path, version.getAsLong()) : registry.get(path);
        return tagged(isKnown(call, resource) ? Reply.empty(304) : Reply.ok(RegistryJson.of(resource)), resource);
    }

    private static boolean isKnown(Call call, Resource resource) throws ProblemException {
        Optional<String> known = call.header("If-None-Match");
        return known.isPresent()
                && EntityTags.parse("If-None-Match", known.get()).contains(Long.toString(resource.revision()));
    }

    private static String etag(Resource resource) {
        return "\"" + resource.revision() + "\"";
    }

    private static Reply tagged(Reply reply, Resource resource) {
        return reply.with("ETag", etag(resource)).with("Cache-Control", "private, no-cache");
    }

    // ---- writing

    private interface Draft {
        ResourceDraft of(Optional<Resource> present) throws ProblemException;
    }

    private Reply write(Call call, Registry registry) throws ProblemException, RegistryException, IOException {
        RegistryPath path = Asked.path(call);
        RevisionPrecondition precondition = RevisionPrecondition.of(call);
        ResourceProperties given = properties(call.query().all("property"));
        try (SpoolFile body = SpoolFile.of(call.body())) {
            return put(path, registry, precondition, present -> {
                ResourceDraft draft = present.filter(resource -> !resource.isCollection())
                        .map(ResourceDraft::of)
                        .orElseGet(ResourceDraft::resource);
                draft = call.header("Content-Type").map(draft::mediaType).orElse(draft);
                draft = call.query()
                        .value("description")
                        .map(draft::description)
                        .orElse(draft);
                ResourceProperties properties = draft.properties();
                for (Map.Entry<String, List<String>> property : given.asMap().entrySet()) {
                    properties = properties.with(property.getKey(), property.getValue());
                }
                return draft.properties(properties).content(body::read);
            });
        }
    }

    private Reply writeMetadata(Call call, Registry registry) throws ProblemException, RegistryException, IOException {
        RegistryPath path = Asked.path(call);
        RevisionPrecondition precondition = RevisionPrecondition.of(call);
        JsonRequest request = JsonRequest.read(call, FIELDS);
        Optional<String> kind = request.optionalText("kind");
        if (kind.isPresent() && !List.of("resource", "collection").contains(kind.get())) {
            throw ProblemException.badRequest("The field 'kind' must be resource or collection.");
        }
        String mediaType = request.optionalText("mediaType").orElse("");
        String description = request.optionalText("description").orElse("");
        ResourceProperties properties = properties(request.textsByName("properties"));
        return put(path, registry, precondition, present -> {
            boolean collection = kind.map("collection"::equals)
                    .orElse(present.filter(Resource::isCollection).isPresent());
            ResourceDraft draft = collection ? ResourceDraft.collection() : ResourceDraft.resource();
            return draft.mediaType(mediaType).description(description).properties(properties);
        });
    }

    private static Reply put(RegistryPath path, Registry registry, RevisionPrecondition precondition, Draft draft)
            throws ProblemException, RegistryException {
        Optional<Resource> present;
        Resource put;
        try (RegistryTransaction transaction = registry.begin()) {
            present = registry.find(path);
            put = registry.put(path, precondition.on(draft.of(present)));
            transaction.commit();
        } catch (RegistryException e) {
            if (e.kind() == RegistryException.Kind.CONFLICT && precondition.isSet()) {
                throw precondition.failed(e);
            }
            throw e;
        }
        Reply reply = Reply.of(present.isPresent() ? 200 : 201, JsonContent.of(RegistryJson.of(put)));
        return tagged(reply, put);
    }

    private static ResourceProperties properties(List<String> pairs) throws ProblemException {
        ResourceProperties properties = ResourceProperties.NONE;
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw ProblemException.badRequest("The query parameter 'property' must be name=value.");
            }
            try {
                properties = properties.adding(pair.substring(0, equals), pair.substring(equals + 1));
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest(RegistryProblems.sentence(e.getMessage()));
            }
        }
        return properties;
    }

    private static ResourceProperties properties(Map<String, List<String>> values) throws ProblemException {
        try {
            return ResourceProperties.of(values);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(RegistryProblems.sentence(e.getMessage()));
        }
    }

    private Reply delete(Call call, Registry registry) throws ProblemException, RegistryException {
        RegistryPath path = Asked.path(call);
        RevisionPrecondition precondition = RevisionPrecondition.of(call);
        try (RegistryTransaction transaction = registry.begin()) {
            if (precondition.isSet()) {
                precondition.check(registry.get(path));
            }
            registry.delete(path);
            transaction.commit();
        }
        return Reply.empty(204);
    }
}
