package org.trunkline.registry.carbon.internal;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.ResourceTag;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.Tag;
import org.wso2.carbon.registry.core.TaggedResourcePath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.exceptions.ResourceNotFoundException;

/** Comments, tags and ratings in WSO2's way, and the paths under which they are resources. Safe for use by many threads. */
final class Annotations {

    private static final String COMMENTS = "comments";
    private static final String RATINGS = "ratings";
    private static final String TAGS = "tags";
    private static final String RESOURCE_PATH = "resourcePath";
    private static final Pattern COMMENT_PATH = Pattern.compile("(?s)([^;]+);comments:(\\d{1,18})");
    private static final Pattern ILLEGAL_IN_TAG = Pattern.compile(".*[~!@#;%^*+={}|\\\\<>\"'].*", Pattern.DOTALL);

    private final Session session;
    private final Links links;

    Annotations(Session session, Links links) {
        this.session = session;
        this.links = links;
    }

    private Optional<RegistryPath> present(Address address) throws RegistryException {
        Optional<RegistryPath> path = address.version().isPresent() ? Optional.empty() : address.find();
        return Failures.told(
                address.asked(),
                () -> path.isPresent() && links.find(path.get()).isPresent() ? path : Optional.empty());
    }

    private RegistryPath required(Address address, String what, String problem) throws RegistryException {
        address.current(what);
        return present(address).orElseThrow(() -> new RegistryException(problem));
    }

    // ---- sub-resources

    /** What a path with parameters names; empty if its parameters name no such thing. */
    Optional<Resource> subResource(Address address) throws RegistryException {
        Optional<String> comment = address.parameter(COMMENTS);
        if (comment.isPresent()) {
            return Optional.of(comment(address, comment.get()));
        }
        if (address.has(COMMENTS)) {
            StoredCollection all = StoredCollection.showing(comments(address));
            all.setDescription("Comments for '" + address.text() + "'");
            all.setPath(address.text());
            return Optional.of(all);
        }
        if (address.has(RATINGS)) {
            return Optional.of(ratings(address));
        }
        if (address.has(TAGS)) {
            return Optional.of(tags(address));
        }
        return Optional.empty();
    }

    private Comment comment(Address address, String id) throws RegistryException {
        for (Comment comment : comments(address)) {
            if (Long.toString(comment.getCommentID()).equals(id)) {
                return comment;
            }
        }
        throw new RegistryException("Requested comment with ID: " + id + " is not available.");
    }

    private Resource ratings(Address address) throws RegistryException {
        RegistryPath path = present(address).orElseThrow(() -> new ResourceNotFoundException(address.asked()));
        Registry registry = session.acting();
        Map<String, Integer> all = Failures.told(address.asked(), () -> registry.ratings(path));
        Optional<String> user = address.parameter(RATINGS);
        if (user.isEmpty()) {
            StoredCollection shown = StoredCollection.showing(all.keySet().stream()
                    .map(each -> path + ";" + RATINGS + ":" + each)
                    .toArray(String[]::new));
            shown.setPath(address.asked());
            return shown;
        }
        StoredResource shown = new StoredResource(user.get());
        shown.setMediaType("rating");
        shown.setContentWithNoUpdate(all.getOrDefault(user.get(), 0));
        shown.setPath(address.asked());
        shown.addPropertyWithNoUpdate(RESOURCE_PATH, path.toString());
        return shown;
    }

    private Resource tags(Address address) throws RegistryException {
        RegistryPath path = present(address).orElseThrow(() -> new ResourceNotFoundException(address.asked()));
        Registry registry = session.acting();
        Map<String, List<String>> all = Failures.told(address.asked(), () -> registry.taggings(path));
        Optional<String> wanted = address.parameter(TAGS);
        StoredResource shown = new StoredResource(Session.user());
        shown.setMediaType("tag");
        shown.setPath(address.asked());
        shown.addPropertyWithNoUpdate(RESOURCE_PATH, path.toString());
        if (wanted.isEmpty()) {
            shown.setContentWithNoUpdate(String.join("", all.keySet()));
            return shown;
        }
        String[] tagAndUser = wanted.get().split(":");
        if (tagAndUser.length != 2
                || !all.getOrDefault(tagAndUser[0], List.of()).contains(tagAndUser[1])) {
            throw new ResourceNotFoundException(address.asked());
        }
        shown.setContentWithNoUpdate(tagAndUser[0]);
        shown.setAuthorUserName(tagAndUser[1]);
        return shown;
    }

    // ---- comments

    String add(Address address, Comment comment) throws RegistryException {
        if (comment == null || comment.getText() == null) {
            throw new RegistryException("There is no comment to add to " + address.asked() + ".");
        }
        RegistryPath path = required(
                address,
                "add comment to the resource",
                "Failed to add comment " + comment.getText() + " on resource " + address.text() + ". User "
                        + Session.user() + ". There is no such resource.");
        Registry registry = session.acting();
        ResourceComment added = Failures.told(address.asked(), () -> registry.comment(path, comment.getText()));
        return path + ";" + COMMENTS + ":" + added.id();
    }

    void edit(String commentPath, String text) throws RegistryException {
        if (text == null) {
            throw new RegistryException("There is no text to change the comment " + commentPath + " to.");
        }
        Matcher parts = commentPath(commentPath);
        RegistryPath path = Address.of(parts.group(1)).path();
        long id = Long.parseLong(parts.group(2));
        Registry registry = session.acting();
        Failures.telling(commentPath, () -> registry.editComment(path, id, text));
    }

    void removeComment(String commentPath) throws RegistryException {
        Matcher parts = commentPath(commentPath);
        RegistryPath path = Address.of(parts.group(1)).path();
        long id = Long.parseLong(parts.group(2));
        Registry registry = session.acting();
        Failures.telling(commentPath, () -> registry.deleteComment(path, id));
    }

    boolean isComment(Address address) {
        return address.parameter(COMMENTS).isPresent();
    }

    private static Matcher commentPath(String commentPath) throws RegistryException {
        Matcher parts = COMMENT_PATH.matcher(commentPath == null ? "" : commentPath);
        if (!parts.matches()) {
            throw new RegistryException(
                    "'" + commentPath + "' is no path of a comment: one ends in ;comments: and its number.");
        }
        return parts;
    }

    Comment[] comments(Address address) throws RegistryException {
        Optional<RegistryPath> path = present(address);
        if (path.isEmpty()) {
            return new Comment[0];
        }
        Registry registry = session.acting();
        return Failures.told(address.asked(), () -> registry.comments(path.get())).stream()
                .map(comment -> shown(path.get(), comment))
                .toArray(Comment[]::new);
    }

    private static Comment shown(RegistryPath path, ResourceComment comment) {
        String commentPath = path + ";" + COMMENTS + ":" + comment.id();
        Comment shown = new Comment(comment.text());
        shown.setUser(comment.author());
        shown.setCreatedTime(Date.from(comment.editedAt()));
        shown.setResourcePath(path.toString());
        shown.setPath(commentPath);
        shown.setCommentPath(commentPath);
        shown.setParentPath(path + ";" + COMMENTS);
        shown.setCommentID(comment.id());
        return shown;
    }

    // ---- tags

    /** One tag, or several with commas between them. */
    void tag(Address address, String tags) throws RegistryException {
        if (tags == null || ILLEGAL_IN_TAG.matcher(tags).matches()) {
            throw new RegistryException(
                    "The tag '" + tags + "' contains one or more illegal characters (~!@#;%^*()+={}|\\<>\"')");
        }
        RegistryPath path = required(
                address,
                "apply tag to the resource",
                "Failed to apply tag " + tags + " on resource " + address.text() + ". Resource " + address.text()
                        + " does not exist.");
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> {
            for (String tag : tags.split(",")) {
                if (!tag.isBlank()) {
                    registry.tag(path, tag.trim());
                }
            }
        });
    }

    void untag(Address address, String tag) throws RegistryException {
        RegistryPath path = address.current("remove tag from the resource");
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> registry.untag(path, tag));
    }

    Tag[] tagsOf(Address address) throws RegistryException {
        Optional<RegistryPath> path = present(address);
        if (path.isEmpty()) {
            return new Tag[0];
        }
        Registry registry = session.acting();
        return Failures.told(address.asked(), () -> registry.tags(path.get())).stream()
                .map(Annotations::shown)
                .toArray(Tag[]::new);
    }

    private static Tag shown(ResourceTag tag) {
        Tag shown = new Tag();
        shown.setTagName(tag.name());
        shown.setTagCount(tag.users());
        return shown;
    }

    /** The resources with one of some tags, each once. */
    TaggedResourcePath[] tagged(String tags) throws RegistryException {
        if (tags == null) {
            throw new RegistryException("There is no tag to find resources with.");
        }
        Registry registry = session.acting();
        List<String> wanted = new ArrayList<>();
        for (String tag : tags.split(",")) {
            if (!tag.isBlank()) {
                wanted.add(tag.trim().toLowerCase(Locale.ROOT));
            }
        }
        Map<RegistryPath, TaggedResourcePath> found = new LinkedHashMap<>();
        Failures.telling(tags, () -> {
            for (String tag : wanted) {
                for (org.trunkline.registry.Resource resource : having(registry, tag)) {
                    if (!found.containsKey(resource.path())) {
                        found.put(resource.path(), counted(registry, resource.path(), wanted));
                    }
                }
            }
        });
        return found.values().toArray(new TaggedResourcePath[0]);
    }

    private static List<org.trunkline.registry.Resource> having(Registry registry, String tag)
            throws org.trunkline.registry.RegistryException {
        return Pages.all((Page.Request request) ->
                registry.search(ResourceQuery.within(RegistryPath.ROOT).tag(tag), request));
    }

    private static TaggedResourcePath counted(Registry registry, RegistryPath path, List<String> tags)
            throws org.trunkline.registry.RegistryException {
        List<ResourceTag> all = registry.tags(path);
        TaggedResourcePath counted = new TaggedResourcePath();
        counted.setResourcePath(path.toString());
        for (String tag : tags) {
            counted.addTagCount(
                    tag,
                    all.stream()
                            .filter(each -> each.name().equalsIgnoreCase(tag))
                            .mapToInt(ResourceTag::users)
                            .sum());
        }
        return counted;
    }

    // ---- ratings

    /** A rating of 0 takes the user's rating back. */
    void rate(Address address, int stars) throws RegistryException {
        RegistryPath path =
                required(address, "apply rating to the resource", "Rate on Null resource " + address.text());
        Registry registry = session.acting();
        Failures.telling(address.asked(), () -> {
            if (stars == 0) {
                registry.unrate(path);
            } else {
                registry.rate(path, stars);
            }
        });
    }

    float averageRating(Address address) throws RegistryException {
        Optional<RegistryPath> path = present(address);
        Registry registry = session.acting();
        return path.isEmpty()
                ? 0
                : (float) Failures.told(
                                address.asked(),
                                () -> registry.rating(path.get()).average())
                        .doubleValue();
    }

    int rating(Address address, String user) throws RegistryException {
        RegistryPath path =
                present(address).orElseThrow(() -> new RegistryException("Rate on Null resource " + address.asked()));
        Registry registry = session.acting();
        return Failures.told(address.asked(), () -> registry.rating(path, user).orElse(0));
    }
}
