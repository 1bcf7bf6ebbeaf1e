package org.trunkline.rest.internal.registry;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.trunkline.registry.Rating;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceTag;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.JsonContent;
import org.trunkline.rest.internal.http.JsonRequest;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;

/** What users say of a resource: comments, tags, ratings. */
final class OpinionRoutes {

    private static final String COMMENTS = "/comments/{path*}";
    private static final String TAGS = "/tags/{path*}";
    private static final String RATING = "/rating/{path*}";

    private static final Parameter ID = new Parameter("id", true, false, Parameter.Type.NUMBER, "of the comment");
    private static final Parameter TAG = Parameter.required("tag", "one word or several, case matters not");
    private static final List<String> TEXT = List.of("text");

    private final RegistryDoor door;

    OpinionRoutes(RegistryDoor door) {
        this.door = door;
    }

    List<Route> all() {
        return List.of(
                door.route(
                        Method.GET,
                        COMMENTS,
                        Operation.of("listRegistryComments", "The comments on a resource, oldest first")
                                .answers(Answer.json(200, "all of them", "Comments"), Asked.ABSENT),
                        (call, registry) -> Reply.ok(
                                RegistryJson.list("comments", registry.comments(Asked.path(call)), RegistryJson::of))),
                door.route(
                        Method.POST,
                        COMMENTS,
                        Operation.of("addRegistryComment", "Comments on a resource")
                                .body(Asked.JSON, "NewComment")
                                .answers(
                                        Answer.json(201, "the comment", "Comment"),
                                        Asked.ABSENT,
                                        Asked.TOO_LARGE,
                                        Asked.NOT_JSON,
                                        Asked.REFUSED),
                        OpinionRoutes::comment),
                door.route(
                        Method.PUT,
                        COMMENTS,
                        Operation.of("editRegistryComment", "Changes the text of one's own comment")
                                .query(ID)
                                .body(Asked.JSON, "NewComment")
                                .answers(
                                        Answer.json(200, "the comment", "Comment"),
                                        Asked.ABSENT,
                                        Asked.TOO_LARGE,
                                        Asked.NOT_JSON,
                                        Asked.REFUSED),
                        OpinionRoutes::editComment),
                door.route(
                        Method.DELETE,
                        COMMENTS,
                        Operation.of("deleteRegistryComment", "Takes one's own comment away")
                                .query(ID)
                                .answers(Answer.empty(204, "it is gone"), Asked.ABSENT),
                        OpinionRoutes::deleteComment),
                door.route(
                        Method.GET,
                        TAGS,
                        Operation.of("listRegistryTags", "The tags of a resource, and how many users put each there")
                                .answers(Answer.json(200, "all of them", "Tags"), Asked.ABSENT),
                        (call, registry) -> Reply.ok(
                                RegistryJson.list("tags", registry.tags(Asked.path(call)), OpinionRoutes::tag))),
                door.route(
                        Method.PUT,
                        TAGS,
                        Operation.of("addRegistryTag", "Puts a tag on a resource")
                                .query(TAG)
                                .answers(Answer.empty(204, "it is there"), Asked.ABSENT, Asked.REFUSED),
                        OpinionRoutes::addTag),
                door.route(
                        Method.DELETE,
                        TAGS,
                        Operation.of("removeRegistryTag", "Takes one's own tag away, if it is there")
                                .query(TAG)
                                .answers(Answer.empty(204, "it is not there"), Asked.ABSENT),
                        OpinionRoutes::removeTag),
                door.route(
                        Method.GET,
                        RATING,
                        Operation.of("showRegistryRating", "How users rated a resource, and the one who asks")
                                .answers(Answer.json(200, "the rating", "Rating"), Asked.ABSENT),
                        OpinionRoutes::rating),
                door.route(
                        Method.PUT,
                        RATING,
                        Operation.of("rateRegistryResource", "Rates a resource, in place of one's earlier rating")
                                .query(new Parameter("stars", true, false, Parameter.Type.NUMBER, "1 to 5"))
                                .answers(Answer.empty(204, "it counts"), Asked.ABSENT, Asked.REFUSED),
                        OpinionRoutes::rate));
    }

    private static Reply comment(Call call, Registry registry) throws ProblemException, RegistryException, IOException {
        String text = JsonRequest.read(call, TEXT).text("text");
        ResourceComment comment = registry.comment(Asked.path(call), text);
        return Reply.of(201, JsonContent.of(RegistryJson.of(comment)));
    }

    private static Reply editComment(Call call, Registry registry)
            throws ProblemException, RegistryException, IOException {
        String text = JsonRequest.read(call, TEXT).text("text");
        long id = Asked.requiredNumber(call.query(), "id");
        return Reply.ok(RegistryJson.of(registry.editComment(Asked.path(call), id, text)));
    }

    private static Reply deleteComment(Call call, Registry registry) throws ProblemException, RegistryException {
        registry.deleteComment(Asked.path(call), Asked.requiredNumber(call.query(), "id"));
        return Reply.empty(204);
    }

    private static JsonObject tag(ResourceTag tag) {
        JsonObject json = new JsonObject();
        json.addProperty("name", tag.name());
        json.addProperty("users", tag.users());
        return json;
    }

    private static Reply addTag(Call call, Registry registry) throws ProblemException, RegistryException {
        registry.tag(Asked.path(call), call.query().required("tag"));
        return Reply.empty(204);
    }

    private static Reply removeTag(Call call, Registry registry) throws ProblemException, RegistryException {
        registry.untag(Asked.path(call), call.query().required("tag"));
        return Reply.empty(204);
    }

    private static Reply rating(Call call, Registry registry) throws ProblemException, RegistryException {
        RegistryPath path = Asked.path(call);
        Rating rating = registry.rating(path);
        OptionalInt own = registry.rating(path, registry.user());
        JsonObject json = new JsonObject();
        json.addProperty("average", rating.average());
        json.addProperty("users", rating.users());
        own.ifPresent(stars -> json.addProperty("own", stars));
        return Reply.ok(json);
    }

    private static Reply rate(Call call, Registry registry) throws ProblemException, RegistryException {
        long stars = Math.min(Asked.requiredNumber(call.query(), "stars"), Integer.MAX_VALUE);
        registry.rate(Asked.path(call), (int) stars);
        return Reply.empty(204);
    }
}
