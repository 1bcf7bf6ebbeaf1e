package org.trunkline.executors.internal;

import java.util.ArrayList;
import java.util.List;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Tag;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** What people have said of a resource, brought to its copy as far as it is not there already. Immutable. */
final class Annotations {

    private final Registry registry;
    private final Registry system;

    /** @param system what acts for the system, which is who rates a copy */
    Annotations(Registry registry, Registry system) {
        this.registry = registry;
        this.system = system;
    }

    void copyComments(String from, String to) throws RegistryException {
        List<String> there = new ArrayList<>();
        for (Comment comment : comments(to)) {
            there.add(comment.getText());
        }
        for (Comment comment : comments(from)) {
            if (!there.remove(comment.getText())) {
                registry.addComment(to, new Comment(comment.getText()));
            }
        }
    }

    private Comment[] comments(String path) throws RegistryException {
        Comment[] comments = registry.getComments(path);
        return comments == null ? new Comment[0] : comments;
    }

    void copyTags(String from, String to) throws RegistryException {
        List<String> there = tags(to);
        for (String tag : tags(from)) {
            if (!there.contains(tag)) {
                registry.applyTag(to, tag);
            }
        }
    }

    private List<String> tags(String path) throws RegistryException {
        List<String> names = new ArrayList<>();
        Tag[] tags = registry.getTags(path);
        if (tags != null) {
            for (Tag tag : tags) {
                names.add(tag.getTagName());
            }
        }
        return names;
    }

    /** Rates the copy once, with the whole stars of the average. */
    void copyRating(String from, String to) throws RegistryException {
        int stars = (int) system.getAverageRating(from);
        if (stars > 0 && (int) system.getAverageRating(to) != stars) {
            system.rateResource(to, stars);
        }
    }
}
