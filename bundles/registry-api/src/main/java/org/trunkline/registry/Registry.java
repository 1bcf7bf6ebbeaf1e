package org.trunkline.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tree. Safe for use by many threads, and by many processes where the place that it is kept in can be shared. What is
 * acknowledged is durable: it survives a kill of the process and a loss of power.
 *
 * <p>Each method is a transaction of its own, or a part of the one that the calling thread {@linkplain #begin began}. A
 * thread sees what it has written itself; others see it after the commit. A method that throws inside of a transaction has
 * changed nothing, and the transaction can go on.
 *
 * <p>Links are followed wherever they are in a path. Every method throws a {@link RegistryException}: NOT_FOUND if the
 * resource is not there, REFUSED if links lead in a circle or nowhere, or if a method for one kind of resource is used on
 * the other, UNAVAILABLE if the place that the tree is kept in does not answer.
 *
 * <p>As an OSGi service it acts as {@link #SYSTEM_USER}.
 */
@ProviderType
public interface Registry {

    /** Who acts where no user is known. WSO2's name. */
    String SYSTEM_USER = "wso2.system.user";

    /** The same registry; what is done through it is done by that user. Costs nothing. */
    Registry actingAs(String user);

    /** Who acts. */
    String user();

    /** Begins a transaction; if this thread has one, a nested one that joins it. */
    RegistryTransaction begin() throws RegistryException;

    /**
     * Changes whenever anything in the registry changes; cheap to ask.
     *
     * @return a number that grows
     */
    long revision() throws RegistryException;

    // ---- reading

    Resource get(RegistryPath path) throws RegistryException;

    /** Empty if it is not there. */
    Optional<Resource> find(RegistryPath path) throws RegistryException;

    /** By its {@linkplain Resource#uuid identity}; empty if there is none. */
    Optional<Resource> findByUuid(String uuid) throws RegistryException;

    /**
     * The content; a stream of 0 bytes if the resource has none. To be closed by the caller; it stays readable whatever
     * happens to the resource meanwhile.
     */
    InputStream content(RegistryPath path) throws RegistryException;

    /** The children of a collection, links as what they lead to, ordered by name. A link that leads nowhere is left out. */
    Page<Resource> children(RegistryPath collection, Page.Request page) throws RegistryException;

    // ---- writing

    /**
     * Creates or replaces a resource or collection; collections that are missing on the way are created. Children,
     * versions, associations, comments, tags and ratings of what is there stay.
     *
     * @return what is there now
     * @throws RegistryException CONFLICT if something else is there than the draft expects; REFUSED if a resource would
     *     replace a collection or the reverse, if the path is longer than {@link RegistryPath#MAX_LENGTH}, if the content
     *     is over the limit or cannot be read, or if a rule of an {@link Environment} forbids it
     */
    Resource put(RegistryPath path, ResourceDraft draft) throws RegistryException;

    /**
     * Deletes a resource, a collection with everything below it, or a link but not what it leads to; their versions,
     * associations, comments, tags and ratings go with them.
     *
     * @throws RegistryException REFUSED for the root
     */
    void delete(RegistryPath path) throws RegistryException;

    /**
     * Moves a resource or a whole tree with everything that belongs to it, in constant time. A link is moved itself.
     *
     * @return what is at the new place
     * @throws RegistryException REFUSED if something is at the target, or the target is within the source
     */
    Resource move(RegistryPath source, RegistryPath target) throws RegistryException;

    /**
     * Copies a resource or a whole tree. Copies have a new identity; properties, comments, tags, ratings and outgoing
     * associations are copied, versions are not. An association between two resources of the tree is made between their
     * copies too. What is at the target is replaced;
     * where that is, links tell as they were before.
     *
     * @return what is at the target now
     * @throws RegistryException REFUSED if one of the paths is within the other
     */
    Resource copy(RegistryPath source, RegistryPath target) throws RegistryException;

    // ---- versions

    /** Keeps the present state: of a resource, or of a collection and everything below it. */
    ResourceVersion createVersion(RegistryPath path) throws RegistryException;

    /** Newest first. */
    List<ResourceVersion> versions(RegistryPath path) throws RegistryException;

    /**
     * A resource as a version has it.
     *
     * @param path the resource that the version was made of, or one that was below it
     */
    Resource get(RegistryPath path, long version) throws RegistryException;

    InputStream content(RegistryPath path, long version) throws RegistryException;

    Page<Resource> children(RegistryPath collection, long version, Page.Request page) throws RegistryException;

    /**
     * Brings back content, media type, description and properties, and of a collection everything below it, as a version
     * has it. The identity stays. The present state is not kept unless a version of it is made before.
     */
    Resource restore(RegistryPath path, long version) throws RegistryException;

    void deleteVersion(RegistryPath path, long version) throws RegistryException;

    // ---- associations

    /**
     * Adds an association; does nothing if it is there.
     *
     * @throws RegistryException NOT_FOUND if one of its resources is not there
     */
    void associate(Association association) throws RegistryException;

    /** Removes an association; does nothing if it is not there. */
    void dissociate(Association association) throws RegistryException;

    /**
     * Those of a resource, ordered by type, source and target.
     *
     * @param type those of this type; all if it is empty
     */
    List<Association> associations(RegistryPath path, Association.Direction direction, Optional<String> type)
            throws RegistryException;

    // ---- comments, tags, ratings

    ResourceComment comment(RegistryPath path, String text) throws RegistryException;

    /** @throws RegistryException FORBIDDEN if somebody else wrote it and the acting user is not the system */
    ResourceComment editComment(RegistryPath path, long id, String text) throws RegistryException;

    /** @throws RegistryException FORBIDDEN if somebody else wrote it and the acting user is not the system */
    void deleteComment(RegistryPath path, long id) throws RegistryException;

    /** Oldest first. */
    List<ResourceComment> comments(RegistryPath path) throws RegistryException;

    /**
     * Puts a tag on a resource in the acting user's name; does nothing if the user did it before. Upper and lower case
     * make no difference; tags are shown in lower case.
     *
     * @throws RegistryException REFUSED if it is blank, too long, or holds a character that no name of a path may hold
     */
    void tag(RegistryPath path, String tag) throws RegistryException;

    /** Takes the acting user's tag away; of all users if the system acts. */
    void untag(RegistryPath path, String tag) throws RegistryException;

    /** Ordered by name. */
    List<ResourceTag> tags(RegistryPath path) throws RegistryException;

    /** Who put which tag there: users by tag, both ordered. */
    Map<String, List<String>> taggings(RegistryPath path) throws RegistryException;

    /**
     * Rates a resource in the acting user's name, in place of the user's earlier rating.
     *
     * @throws RegistryException REFUSED unless it is {@link Rating#WORST} to {@link Rating#BEST}
     */
    void rate(RegistryPath path, int stars) throws RegistryException;

    /** Takes the acting user's rating back; does nothing without one. */
    void unrate(RegistryPath path) throws RegistryException;

    Rating rating(RegistryPath path) throws RegistryException;

    /** What a user rated it with; empty without a rating. */
    OptionalInt rating(RegistryPath path, String user) throws RegistryException;

    /** Who rated it with what, ordered by user. */
    Map<String, Integer> ratings(RegistryPath path) throws RegistryException;

    // ---- links

    /**
     * Makes a path lead to another one. The target need not be there yet.
     *
     * @throws RegistryException REFUSED if something is at the path, or the link would lead to itself
     */
    void link(RegistryPath path, RegistryPath target) throws RegistryException;

    /** Where a link leads; empty if there is no link at the path itself. */
    Optional<RegistryPath> linkTarget(RegistryPath path) throws RegistryException;

    // ---- finding

    /** Ordered by path. Links are not followed: each resource is found once, where it lies. */
    Page<Resource> search(ResourceQuery query, Page.Request page) throws RegistryException;

    /** Newest first. */
    Page<Activity> activities(Activity.Query query, Page.Request page) throws RegistryException;

    // ---- whole trees

    /**
     * Writes a tree with content, properties, comments, tags, ratings, links and the associations of its resources as a
     * stream that {@link #load} reads. The stream is not closed.
     */
    void dump(RegistryPath path, OutputStream out) throws RegistryException, IOException;

    /**
     * Puts the tree of a dump at a path: what both have is replaced, what is there besides stays, unless the dump says that
     * a resource is where a collection is or the reverse.
     *
     * @throws RegistryException REFUSED if the stream is no dump, is damaged or ends too early; nothing is changed then
     */
    Resource load(RegistryPath path, InputStream dump) throws RegistryException, IOException;
}
