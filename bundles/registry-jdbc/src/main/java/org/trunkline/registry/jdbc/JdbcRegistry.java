package org.trunkline.registry.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.trunkline.jdbc.Drivers;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Association;
import org.trunkline.registry.Page;
import org.trunkline.registry.Rating;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.ResourceTag;
import org.trunkline.registry.ResourceVersion;

/**
 * The registry in a relational database. Making one does not touch the database: the first call opens it and makes its
 * tables. Several registries, in one JVM or in many where the database allows that, may share a database; a file of H2
 * belongs to one process. Safe for use by many threads.
 *
 * <p>Writers come one after another. A transaction holds its place from the first thing it does in the registry until it
 * ends; who waits longer than 30 seconds for it is refused as a CONFLICT. A thread that dies in a transaction loses it.
 */
public final class JdbcRegistry implements Registry, AutoCloseable {

    private static final long STAGED_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Backbone backbone;
    private final Transactions transactions;
    private final String user;

    /** A registry in the database of these settings, with a driver that is asked for when it is needed. */
    public JdbcRegistry(JdbcRegistrySettings settings, Drivers drivers) {
        this(settings, drivers, Clock.systemUTC());
    }

    JdbcRegistry(JdbcRegistrySettings settings, Drivers drivers, Clock clock) {
        this(new Backbone(settings, Objects.requireNonNull(drivers, "drivers"), clock), SYSTEM_USER);
    }

    private JdbcRegistry(Backbone backbone, String user) {
        this.backbone = backbone;
        this.transactions = backbone.transactions();
        this.user = user;
    }

    /** @throws IllegalArgumentException if that cannot be the name of a user: it is blank or has more than 255 characters */
    @Override
    public Registry actingAs(String name) {
        if (name.isBlank() || name.length() > Schema.MAX_SHORT) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to " + Schema.MAX_SHORT + " characters, not '" + name + "'");
        }
        return new JdbcRegistry(backbone, name);
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public RegistryTransaction begin() {
        return transactions.begin();
    }

    @Override
    public long revision() throws RegistryException {
        return transactions.read(() -> "tell its revision", Unit::head);
    }

    private Actor actor() {
        return new Actor(user, backbone.now());
    }

    @FunctionalInterface
    private interface Change<T> {
        T on(TreeWriter tree) throws SQLException, RegistryException;
    }

    private <T> T change(String what, RegistryPath path, Change<T> change) throws RegistryException {
        return transactions.write(() -> what + " " + path, unit -> change.on(writer(unit)));
    }

    private TreeWriter writer(Unit unit) {
        return new TreeWriter(unit, backbone.settings().environments().trunk(), actor());
    }

    // ---- reading

    @Override
    public Resource get(RegistryPath path) throws RegistryException {
        return find(path).orElseThrow(() -> Refusals.notFound(path));
    }

    @Override
    public Optional<Resource> find(RegistryPath path) throws RegistryException {
        return transactions.read(() -> "read " + path, unit -> new TreeReader(unit).find(path));
    }

    @Override
    public Optional<Resource> findByUuid(String uuid) throws RegistryException {
        Objects.requireNonNull(uuid, "uuid");
        return transactions.read(
                () -> "find the resource with the identity " + uuid, unit -> new TreeReader(unit).findByUuid(uuid));
    }

    @Override
    public InputStream content(RegistryPath path) throws RegistryException {
        return transactions.read(
                () -> "read the content of " + path, unit -> open(unit, new TreeReader(unit).resource(path)));
    }

    @Override
    public Page<Resource> children(RegistryPath collection, Page.Request page) throws RegistryException {
        return transactions.read(
                () -> "list the children of " + collection, unit -> new TreeReader(unit).children(collection, page));
    }

    private InputStream open(Unit unit, NodeRow row) throws SQLException, RegistryException {
        if (row.sha256() == null) {
            return InputStream.nullInputStream();
        }
        Optional<byte[]> known = backbone.contentCache().get(row.sha256());
        if (known.isPresent()) {
            return new ByteArrayInputStream(known.get());
        }
        Contents contents = new Contents(unit.sql());
        Optional<byte[]> small = contents.small(row.sha256());
        if (small.isPresent()) {
            backbone.contentCache().add(row.sha256(), small.get());
            return new ByteArrayInputStream(small.get());
        }
        return parts(contents, row);
    }

    /** Within a transaction the content may be one that only that has: it is read while the transaction is at hand. */
    private InputStream parts(Contents contents, NodeRow row) throws SQLException, RegistryException {
        String sha256 = row.sha256();
        backbone.leases().take(sha256);
        // it may have gone before the lease was taken
        if (!contents.isThere(sha256)) {
            backbone.leases().giveBack(sha256);
            throw new RegistryException(Kind.CONFLICT, "The content was replaced while it was opened: read it again");
        }
        return new PartsStream(
                number -> transactions.read(
                        () -> "read the content " + sha256, unit -> new Contents(unit.sql()).part(sha256, number)),
                row.size(),
                () -> backbone.leases().giveBack(sha256));
    }

    // ---- writing

    @Override
    public Resource put(RegistryPath path, ResourceDraft draft) throws RegistryException {
        Objects.requireNonNull(path, "path");
        if (draft.content().isEmpty()) {
            Resource put = change("put", path, tree -> tree.put(path, draft, null));
            if (draft.replacesContent()) {
                backbone.collectSoon();
            }
            return put;
        }
        try (Spool content = spooled(path, draft)) {
            if (!content.isInMemory() && !transactions.inTransaction()) {
                stage(path, content);
            }
            Resource put = change("put", path, tree -> tree.put(path, draft, content));
            backbone.collectSoon();
            return put;
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file cannot be deleted", e);
        }
    }

    private Spool spooled(RegistryPath path, ResourceDraft draft) throws RegistryException {
        try (InputStream in = draft.content().orElseThrow().open()) {
            return Spool.read(in, backbone.settings().maxContent());
        } catch (Spool.TooLargeException e) {
            throw new RegistryException(
                    Kind.REFUSED, "The content for " + path + " is over the limit: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryException(
                    Kind.REFUSED, "The content for " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Brings large content into the database before the row of the head is taken, for which others wait. */
    private void stage(RegistryPath path, Spool content) throws RegistryException {
        transactions.stage(() -> "keep the content for " + path, unit -> {
            Contents contents = new Contents(unit.sql());
            contents.released(content.sha256Hex(), backbone.now() + STAGED_MICROS);
            return contents.keep(content);
        });
    }

    @Override
    public void delete(RegistryPath path) throws RegistryException {
        change("delete", path, tree -> {
            tree.delete(path);
            return null;
        });
        backbone.collectSoon();
    }

    @Override
    public Resource move(RegistryPath source, RegistryPath target) throws RegistryException {
        return change("move to " + target + " what is at", source, tree -> tree.move(source, target));
    }

    @Override
    public Resource copy(RegistryPath source, RegistryPath target) throws RegistryException {
        Resource copy = change("copy to " + target + " what is at", source, tree -> tree.copy(source, target));
        backbone.collectSoon();
        return copy;
    }

    // ---- versions

    @Override
    public ResourceVersion createVersion(RegistryPath path) throws RegistryException {
        return transactions.write(
                () -> "create a version of " + path, unit -> new Versions(unit).create(path, actor()));
    }

    @Override
    public List<ResourceVersion> versions(RegistryPath path) throws RegistryException {
        return transactions.read(() -> "list the versions of " + path, unit -> new Versions(unit).list(path));
    }

    @Override
    public Resource get(RegistryPath path, long version) throws RegistryException {
        return transactions.read(
                () -> "read version " + version + " of " + path, unit -> new Versions(unit).get(path, version));
    }

    @Override
    public InputStream content(RegistryPath path, long version) throws RegistryException {
        return transactions.read(
                () -> "read the content of version " + version + " of " + path,
                unit -> open(unit, new Versions(unit).resource(path, version)));
    }

    @Override
    public Page<Resource> children(RegistryPath collection, long version, Page.Request page) throws RegistryException {
        return transactions.read(
                () -> "list the children of version " + version + " of " + collection,
                unit -> new Versions(unit).children(collection, version, page));
    }

    @Override
    public Resource restore(RegistryPath path, long version) throws RegistryException {
        Resource restored = transactions.write(
                () -> "restore version " + version + " of " + path,
                unit -> new Versions(unit).restore(path, version, writer(unit)));
        backbone.collectSoon();
        return restored;
    }

    @Override
    public void deleteVersion(RegistryPath path, long version) throws RegistryException {
        transactions.write(() -> "delete version " + version + " of " + path, unit -> {
            new Versions(unit).delete(path, version, actor());
            return null;
        });
        backbone.collectSoon();
    }

    // ---- associations

    @Override
    public void associate(Association association) throws RegistryException {
        transactions.write(() -> "add " + association, unit -> {
            new Associations(unit).associate(association, actor());
            return null;
        });
    }

    @Override
    public void dissociate(Association association) throws RegistryException {
        transactions.write(() -> "remove " + association, unit -> {
            new Associations(unit).dissociate(association, actor());
            return null;
        });
    }

    @Override
    public List<Association> associations(RegistryPath path, Association.Direction direction, Optional<String> type)
            throws RegistryException {
        return transactions.read(
                () -> "list the associations of " + path, unit -> new Associations(unit).of(path, direction, type));
    }

    // ---- comments, tags, ratings

    @FunctionalInterface
    private interface Annotation<T> {
        T on(Annotations annotations) throws SQLException, RegistryException;
    }

    private <T> T annotate(String what, RegistryPath path, Annotation<T> change) throws RegistryException {
        return transactions.write(() -> what + " " + path, unit -> change.on(new Annotations(unit)));
    }

    private <T> T annotations(String what, RegistryPath path, Annotation<T> question) throws RegistryException {
        return transactions.read(() -> what + " " + path, unit -> question.on(new Annotations(unit)));
    }

    @Override
    public ResourceComment comment(RegistryPath path, String text) throws RegistryException {
        return annotate("comment on", path, all -> all.comment(path, text, actor()));
    }

    @Override
    public ResourceComment editComment(RegistryPath path, long id, String text) throws RegistryException {
        return annotate("edit a comment on", path, all -> all.editComment(path, id, text, actor()));
    }

    @Override
    public void deleteComment(RegistryPath path, long id) throws RegistryException {
        annotate("delete a comment on", path, all -> {
            all.deleteComment(path, id, actor());
            return null;
        });
    }

    @Override
    public List<ResourceComment> comments(RegistryPath path) throws RegistryException {
        return annotations("list the comments on", path, all -> all.comments(path));
    }

    @Override
    public void tag(RegistryPath path, String tag) throws RegistryException {
        annotate("tag", path, all -> {
            all.tag(path, tag, actor());
            return null;
        });
    }

    @Override
    public void untag(RegistryPath path, String tag) throws RegistryException {
        annotate("take a tag from", path, all -> {
            all.untag(path, tag, actor());
            return null;
        });
    }

    @Override
    public List<ResourceTag> tags(RegistryPath path) throws RegistryException {
        return annotations("list the tags of", path, all -> all.tags(path));
    }

    @Override
    public Map<String, List<String>> taggings(RegistryPath path) throws RegistryException {
        return annotations("list the tags of", path, all -> all.taggings(path));
    }

    @Override
    public void rate(RegistryPath path, int stars) throws RegistryException {
        annotate("rate", path, all -> {
            all.rate(path, stars, actor());
            return null;
        });
    }

    @Override
    public void unrate(RegistryPath path) throws RegistryException {
        annotate("take back a rating of", path, all -> {
            all.unrate(path, actor());
            return null;
        });
    }

    @Override
    public Rating rating(RegistryPath path) throws RegistryException {
        return annotations("read the rating of", path, all -> all.rating(path));
    }

    @Override
    public Map<String, Integer> ratings(RegistryPath path) throws RegistryException {
        return annotations("read the ratings of", path, all -> all.ratings(path));
    }

    @Override
    public OptionalInt rating(RegistryPath path, String by) throws RegistryException {
        Integer stars = ratings(path).get(by);
        return stars == null ? OptionalInt.empty() : OptionalInt.of(stars);
    }

    // ---- links

    @Override
    public void link(RegistryPath path, RegistryPath target) throws RegistryException {
        change("link to " + target, path, tree -> {
            tree.link(path, target);
            return null;
        });
    }

    @Override
    public Optional<RegistryPath> linkTarget(RegistryPath path) throws RegistryException {
        return transactions.read(
                () -> "read the link " + path,
                unit -> new Paths(unit.nodes())
                        .place(path)
                        .row()
                        .filter(NodeRow::isLink)
                        .map(row -> RegistryPath.of(row.link())));
    }

    // ---- finding

    @Override
    public Page<Resource> search(ResourceQuery query, Page.Request page) throws RegistryException {
        return transactions.readAtOnce(
                () -> "search below " + query.within(), unit -> new Search(unit).find(query, page));
    }

    @Override
    public Page<Activity> activities(Activity.Query query, Page.Request page) throws RegistryException {
        return transactions.read(() -> "list activities", unit -> new ActivityLog(unit).find(query, page));
    }

    // ---- whole trees

    @Override
    public void dump(RegistryPath path, OutputStream out) throws RegistryException, IOException {
        // a slow reader of the dump must not keep a transaction open
        Path file = Files.createTempFile("trunkline-registry-", ".dump");
        try {
            transactions.readAtOnce(() -> "dump " + path, unit -> {
                try (OutputStream to = Files.newOutputStream(file)) {
                    new TreeDump(unit, to).write(path);
                } catch (IOException e) {
                    throw new RegistryException(
                            Kind.UNAVAILABLE, "The dump of " + path + " cannot be written to a temporary file", e);
                }
                return null;
            });
            Files.copy(file, out);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Resource load(RegistryPath path, InputStream dump) throws RegistryException, IOException {
        try (Spool whole = Spool.read(dump, Long.MAX_VALUE - 1)) {
            TreeLoad.requireWhole(whole);
            Resource loaded = transactions.write(
                    () -> "load a dump at " + path,
                    unit -> new TreeLoad(unit, writer(unit), backbone.settings().maxContent()).load(path, whole));
            backbone.collectSoon();
            return loaded;
        }
    }

    /** Collects what was deleted, now and to the end. */
    void collect() throws RegistryException {
        backbone.collect();
    }

    /** Closes the database; a call that runs meanwhile ends with UNAVAILABLE, as does each later one. */
    @Override
    public void close() {
        backbone.close();
    }
}
