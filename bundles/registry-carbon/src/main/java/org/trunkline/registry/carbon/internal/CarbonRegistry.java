package org.trunkline.registry.carbon.internal;

import java.io.Reader;
import java.io.Writer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.trunkline.registry.carbon.AspectEngine;
import org.trunkline.registry.carbon.TrunklineBacked;
import org.wso2.carbon.registry.core.Aspect;
import org.wso2.carbon.registry.core.Association;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.LogEntry;
import org.wso2.carbon.registry.core.LogEntryCollection;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.Tag;
import org.wso2.carbon.registry.core.TaggedResourcePath;
import org.wso2.carbon.registry.core.config.RegistryContext;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/**
 * WSO2's registry over Trunkline's. What it does otherwise than WSO2's own, and what it refuses, stands in
 * docs/differences.md. Safe for use by many threads; transactions belong to the thread that begins them.
 */
public final class CarbonRegistry implements Registry, TrunklineBacked {

    private final Session session;
    private final Transactions transactions;
    private final ResourceTree tree;
    private final Annotations annotations;
    private final Associations associations;
    private final Links links;
    private final ActivityLog log;
    private final Dumps dumps;
    private final Queries queries;
    private final Supplier<Optional<AspectEngine>> engine;

    /**
     * A registry for everybody: each call acts as the user of WSO2's {@code CurrentSession}.
     *
     * @param engine what has the aspects now; it may come and go
     */
    public CarbonRegistry(org.trunkline.registry.Registry registry, Supplier<Optional<AspectEngine>> engine) {
        this.session = new Session(registry);
        this.links = new Links(session);
        this.transactions = new Transactions(session);
        this.tree = new ResourceTree(session, new Resources(session), links);
        this.annotations = new Annotations(session, links);
        this.associations = new Associations(session, links);
        this.log = new ActivityLog(session);
        this.dumps = new Dumps(session, links, associations);
        this.queries = new Queries(session, tree);
        this.engine = engine;
    }

    @Override
    public org.trunkline.registry.Registry behind() throws RegistryException {
        return session.acting();
    }

    @Override
    public Registry over(org.trunkline.registry.Registry other) {
        return new CarbonRegistry(other, engine);
    }

    private static RegistryException refused(String what) {
        return new RegistryException(what + " See docs/differences.md.");
    }

    // ---- transactions

    @Override
    public void beginTransaction() throws RegistryException {
        transactions.begin();
    }

    @Override
    public void commitTransaction() throws RegistryException {
        transactions.commit();
    }

    @Override
    public void rollbackTransaction() throws RegistryException {
        transactions.rollback();
    }

    // ---- resources

    @Override
    public Resource newResource() {
        return new StoredResource(Session.user());
    }

    @Override
    public Collection newCollection() {
        return new StoredCollection(Session.user());
    }

    @Override
    public Resource get(String path) throws RegistryException {
        Address address = Address.of(path);
        Optional<Resource> subResource = annotations.subResource(address);
        return subResource.isPresent() ? subResource.get() : tree.get(address);
    }

    @Override
    public Collection get(String path, int start, int pageSize) throws RegistryException {
        return tree.page(Address.of(path), start, pageSize);
    }

    @Override
    public Resource getMetaData(String path) throws RegistryException {
        return tree.metadata(Address.of(path));
    }

    @Override
    public boolean resourceExists(String path) throws RegistryException {
        return tree.exists(Address.of(path));
    }

    @Override
    public String put(String suggestedPath, org.wso2.carbon.registry.api.Resource resource) throws RegistryException {
        return put(suggestedPath, (Resource) resource);
    }

    @Override
    public String put(String suggestedPath, Resource resource) throws RegistryException {
        tree.put(suggestedPath, resource);
        return suggestedPath;
    }

    @Override
    public String importResource(String suggestedPath, String sourceURL, org.wso2.carbon.registry.api.Resource resource)
            throws RegistryException {
        return importResource(suggestedPath, sourceURL, (Resource) resource);
    }

    @Override
    public String importResource(String suggestedPath, String sourceURL, Resource resource) throws RegistryException {
        if (sourceURL == null || sourceURL.regionMatches(true, 0, "file:", 0, 5)) {
            throw new RegistryException("The source URL must not be file in the server's local file system");
        }
        throw refused("Nothing is imported from " + sourceURL + " to " + suggestedPath
                + ": the server fetches nothing for a caller. Read it and put it.");
    }

    @Override
    public void delete(String path) throws RegistryException {
        if (annotations.isComment(Address.of(path))) {
            annotations.removeComment(path);
        } else {
            tree.delete(Address.of(path));
        }
    }

    @Override
    public String rename(String currentPath, String newName) throws RegistryException {
        return tree.rename(Address.of(currentPath), newName);
    }

    @Override
    public String move(String currentPath, String newPath) throws RegistryException {
        return tree.move(Address.of(currentPath), newPath);
    }

    @Override
    public String copy(String sourcePath, String targetPath) throws RegistryException {
        return tree.copy(Address.of(sourcePath), Address.of(targetPath));
    }

    // ---- versions

    @Override
    public void createVersion(String path) throws RegistryException {
        tree.createVersion(Address.of(path));
    }

    @Override
    public String[] getVersions(String path) throws RegistryException {
        return tree.versions(Address.of(path));
    }

    @Override
    public void restoreVersion(String versionPath) throws RegistryException {
        tree.restoreVersion(Address.of(versionPath));
    }

    /** Answers false even when it has removed the version, as WSO2's registry does. */
    @Override
    public boolean removeVersionHistory(String path, long snapshotId) throws RegistryException {
        tree.removeVersion(Address.of(path), snapshotId);
        return false;
    }

    // ---- associations

    @Override
    public void addAssociation(String sourcePath, String targetPath, String associationType) throws RegistryException {
        associations.add(Address.of(sourcePath), targetPath, associationType);
    }

    @Override
    public void removeAssociation(String sourcePath, String targetPath, String associationType)
            throws RegistryException {
        associations.remove(Address.of(sourcePath), targetPath, associationType);
    }

    @Override
    public Association[] getAllAssociations(String resourcePath) throws RegistryException {
        return associations.of(Address.of(resourcePath), Optional.empty());
    }

    @Override
    public Association[] getAssociations(String resourcePath, String associationType) throws RegistryException {
        return associations.of(Address.of(resourcePath), Optional.ofNullable(associationType));
    }

    // ---- tags, comments, ratings

    @Override
    public void applyTag(String resourcePath, String tag) throws RegistryException {
        annotations.tag(Address.of(resourcePath), tag);
    }

    @Override
    public TaggedResourcePath[] getResourcePathsWithTag(String tag) throws RegistryException {
        return annotations.tagged(tag);
    }

    @Override
    public Tag[] getTags(String resourcePath) throws RegistryException {
        return annotations.tagsOf(Address.of(resourcePath));
    }

    @Override
    public void removeTag(String path, String tag) throws RegistryException {
        annotations.untag(Address.of(path), tag);
    }

    @Override
    public String addComment(String resourcePath, org.wso2.carbon.registry.api.Comment comment)
            throws RegistryException {
        return addComment(resourcePath, (Comment) comment);
    }

    @Override
    public String addComment(String resourcePath, Comment comment) throws RegistryException {
        return annotations.add(Address.of(resourcePath), comment);
    }

    @Override
    public void editComment(String commentPath, String text) throws RegistryException {
        annotations.edit(commentPath, text);
    }

    @Override
    public void removeComment(String commentPath) throws RegistryException {
        annotations.removeComment(commentPath);
    }

    @Override
    public Comment[] getComments(String resourcePath) throws RegistryException {
        return annotations.comments(Address.of(resourcePath));
    }

    @Override
    public void rateResource(String resourcePath, int rating) throws RegistryException {
        annotations.rate(Address.of(resourcePath), rating);
    }

    @Override
    public float getAverageRating(String resourcePath) throws RegistryException {
        return annotations.averageRating(Address.of(resourcePath));
    }

    @Override
    public int getRating(String path, String userName) throws RegistryException {
        return annotations.rating(Address.of(path), userName);
    }

    // ---- finding

    @Override
    @SuppressWarnings("rawtypes")
    public Collection executeQuery(String path, Map parameters) throws RegistryException {
        return queries.execute(path, parameters);
    }

    @Override
    public Collection searchContent(String keywords) throws RegistryException {
        if (keywords == null || keywords.isBlank()) {
            throw new RegistryException("There are no keywords to search for.");
        }
        return tree.holding(keywords);
    }

    @Override
    public LogEntry[] getLogs(String resourcePath, int action, String userName, Date from, Date to, boolean recentFirst)
            throws RegistryException {
        return log.entries(resourcePath, action, userName, from, to, recentFirst)
                .toArray(new LogEntry[0]);
    }

    @Override
    @Deprecated
    public LogEntryCollection getLogCollection(
            String resourcePath, int action, String userName, Date from, Date to, boolean recentFirst)
            throws RegistryException {
        return log.collection(resourcePath, action, userName, from, to, recentFirst);
    }

    // ---- aspects

    private AspectEngine aspects() throws RegistryException {
        return engine.get()
                .orElseThrow(() -> new RegistryException("There are no aspects: no lifecycle engine runs here."));
    }

    private static String aspectPath(String asked, String what) throws RegistryException {
        return Address.of(asked).current(what).toString();
    }

    @Override
    public String[] getAvailableAspects() {
        return engine.get().map(AspectEngine::available).orElse(List.of()).toArray(new String[0]);
    }

    @Override
    public void associateAspect(String resourcePath, String aspect) throws RegistryException {
        aspects().associate(this, aspectPath(resourcePath, "associate aspectName to the resource"), aspect);
    }

    @Override
    public void invokeAspect(String resourcePath, String aspectName, String action) throws RegistryException {
        invokeAspect(resourcePath, aspectName, action, Map.of());
    }

    @Override
    public void invokeAspect(String resourcePath, String aspectName, String action, Map<String, String> parameters)
            throws RegistryException {
        aspects()
                .invoke(
                        this,
                        aspectPath(resourcePath, "invoke aspect of the resource"),
                        aspectName,
                        action,
                        parameters);
    }

    @Override
    public String[] getAspectActions(String resourcePath, String aspectName) throws RegistryException {
        return aspects()
                .actions(this, aspectPath(resourcePath, "get aspect actions of the resource"), aspectName)
                .toArray(new String[0]);
    }

    @Override
    public boolean addAspect(String name, Aspect aspect) throws RegistryException {
        return aspects().add(name, aspect);
    }

    @Override
    public boolean removeAspect(String name) throws RegistryException {
        return aspects().remove(name);
    }

    // ---- links

    @Override
    public void createLink(String path, String target) throws RegistryException {
        links.create(path, target);
    }

    @Override
    public void createLink(String path, String target, String targetSubPath) throws RegistryException {
        throw refused("No link is made from " + path + " to the registry " + target
                + ": there are no links to other registries.");
    }

    @Override
    public void removeLink(String path) throws RegistryException {
        links.remove(Address.of(path));
    }

    // ---- whole trees

    @Override
    public void dump(String path, Writer writer) throws RegistryException {
        dumps.write(Address.of(path), writer, false);
    }

    @Override
    public void dumpLite(String path, Writer writer) throws RegistryException {
        dumps.write(Address.of(path), writer, true);
    }

    @Override
    public void restore(String path, Reader reader) throws RegistryException {
        dumps.restore(Address.of(path), reader);
    }

    // ---- surroundings

    @Override
    public RegistryContext getRegistryContext() {
        return new CarbonRegistryContext(this);
    }

    @Override
    public String getEventingServiceURL(String path) {
        return null;
    }

    @Override
    public void setEventingServiceURL(String path, String eventingServiceURL) throws RegistryException {
        throw refused(
                "Events of " + path + " are not sent to " + eventingServiceURL + ": there is no eventing service.");
    }
}
