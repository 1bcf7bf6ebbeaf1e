package org.trunkline.registry.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Association;
import org.trunkline.registry.Page;
import org.trunkline.registry.Rating;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.ResourceTag;
import org.trunkline.registry.ResourceVersion;

/**
 * A registry in memory that is plain enough to be believed: every write works on a copy of the whole tree, which takes the
 * tree's place when the write is done. It keeps the contract of {@link Registry} but durability, a limit of content and the
 * rules of environments. Safe for use by many threads; one transaction at a time, the others wait for it.
 */
public final class InMemoryRegistry implements Registry {

    private final Shared shared;
    private final String user;

    /** An empty registry. */
    public InMemoryRegistry() {
        this(Clock.systemUTC());
    }

    /** An empty registry that takes the time from a clock. */
    public InMemoryRegistry(Clock clock) {
        this(new Shared(clock), SYSTEM_USER);
    }

    private InMemoryRegistry(Shared shared, String user) {
        this.shared = shared;
        this.user = user;
    }

    /** What all users of one registry have in common. */
    private static final class Shared {

        private final Clock clock;
        private final ReentrantLock writing = new ReentrantLock();
        private final AtomicReference<Tree> committed;
        /** The innermost transaction last. Used under the lock only. */
        private final Deque<Transaction> open = new ArrayDeque<>();
        /** What the open transactions have done so far. */
        private Tree working;

        private boolean doomed;

        Shared(Clock clock) {
            this.clock = clock;
            this.committed = new AtomicReference<>(Tree.empty(SYSTEM_USER, clock.instant()));
        }

        void enter() throws RegistryException {
            try {
                if (!writing.tryLock(30, TimeUnit.SECONDS)) {
                    throw new RegistryException(
                            RegistryException.Kind.CONFLICT, "another transaction has not ended for 30 seconds");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryException(
                        RegistryException.Kind.UNAVAILABLE, "interrupted while another transaction was open", e);
            }
        }

        boolean inTransaction() {
            return writing.isHeldByCurrentThread() && !open.isEmpty();
        }

        Tree visible() {
            return inTransaction() ? working : committed.get();
        }

        void end() {
            open.clear();
            working = null;
            doomed = false;
        }
    }

    @FunctionalInterface
    private interface Write<T> {
        T on(Tree tree) throws RegistryException;
    }

    private Tree tree() {
        return shared.visible();
    }

    private <T> T write(Write<T> write) throws RegistryException {
        shared.enter();
        try {
            Tree next = tree().copy(user, shared.clock.instant());
            T result = write.on(next);
            if (shared.inTransaction()) {
                shared.working = next;
            } else {
                shared.committed.set(next);
            }
            return result;
        } finally {
            shared.writing.unlock();
        }
    }

    private static <T> Page<T> page(List<T> all, Page.Request page) {
        int from = (int) Math.min(page.start(), all.size());
        int to = (int) Math.min(page.start() + page.length(), all.size());
        return new Page<>(all.subList(from, to), page.start(), all.size());
    }

    @Override
    public Registry actingAs(String name) {
        return new InMemoryRegistry(shared, Objects.requireNonNull(name, "user"));
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public RegistryTransaction begin() throws RegistryException {
        shared.enter();
        if (shared.open.isEmpty()) {
            shared.working = shared.committed.get();
        }
        Transaction transaction = new Transaction();
        shared.open.addLast(transaction);
        return transaction;
    }

    private final class Transaction implements RegistryTransaction {

        private boolean ended;

        @Override
        public void commit() throws RegistryException {
            if (ended || !shared.inTransaction()) {
                throw new IllegalStateException("the transaction has ended, or another thread began it");
            }
            if (shared.open.peekLast() != this) {
                throw new IllegalStateException("a nested transaction has not ended");
            }
            leave();
            if (!shared.open.isEmpty()) {
                shared.writing.unlock();
                return;
            }
            boolean refused = shared.doomed;
            Tree done = shared.working;
            shared.end();
            if (!refused) {
                shared.committed.set(done);
            }
            shared.writing.unlock();
            if (refused) {
                throw new RegistryException(
                        RegistryException.Kind.REFUSED,
                        "the transaction was rolled back: a nested one ended without a commit");
            }
        }

        @Override
        public void close() {
            if (ended || !shared.inTransaction()) {
                return;
            }
            while (shared.open.peekLast() != this) {
                shared.open.peekLast().close();
            }
            leave();
            shared.doomed = true;
            if (shared.open.isEmpty()) {
                shared.end();
            }
            shared.writing.unlock();
        }

        private void leave() {
            ended = true;
            shared.open.removeLast();
        }
    }

    @Override
    public long revision() {
        return tree().revision();
    }

    // ---- reading

    @Override
    public Resource get(RegistryPath path) throws RegistryException {
        return tree().resource(path);
    }

    @Override
    public Optional<Resource> find(RegistryPath path) throws RegistryException {
        return tree().find(path);
    }

    @Override
    public Optional<Resource> findByUuid(String uuid) throws RegistryException {
        Tree tree = tree();
        Optional<RegistryPath> path = tree.pathOf(Objects.requireNonNull(uuid, "uuid"));
        return path.isEmpty() ? Optional.empty() : tree.find(path.get());
    }

    @Override
    public InputStream content(RegistryPath path) throws RegistryException {
        return new ByteArrayInputStream(tree().content(path));
    }

    @Override
    public Page<Resource> children(RegistryPath collection, Page.Request page) throws RegistryException {
        return page(tree().children(collection), page);
    }

    // ---- writing

    @Override
    public Resource put(RegistryPath path, ResourceDraft draft) throws RegistryException {
        Objects.requireNonNull(path, "path");
        byte[] content = draft.content().isPresent() ? contentOf(path, draft) : null;
        return write(tree -> tree.put(path, draft, content));
    }

    private static byte[] contentOf(RegistryPath path, ResourceDraft draft) throws RegistryException {
        try (InputStream in = draft.content().orElseThrow().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new RegistryException(
                    RegistryException.Kind.REFUSED,
                    "the content for " + path + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void delete(RegistryPath path) throws RegistryException {
        write(tree -> tree.delete(path));
    }

    @Override
    public Resource move(RegistryPath source, RegistryPath target) throws RegistryException {
        return write(tree -> tree.move(source, target));
    }

    @Override
    public Resource copy(RegistryPath source, RegistryPath target) throws RegistryException {
        return write(tree -> tree.copy(source, target));
    }

    // ---- versions

    @Override
    public ResourceVersion createVersion(RegistryPath path) throws RegistryException {
        return write(tree -> tree.createVersion(path));
    }

    @Override
    public List<ResourceVersion> versions(RegistryPath path) throws RegistryException {
        return tree().versions(path);
    }

    @Override
    public Resource get(RegistryPath path, long version) throws RegistryException {
        return tree().resource(path, version);
    }

    @Override
    public InputStream content(RegistryPath path, long version) throws RegistryException {
        return new ByteArrayInputStream(tree().content(path, version));
    }

    @Override
    public Page<Resource> children(RegistryPath collection, long version, Page.Request page) throws RegistryException {
        return page(tree().children(collection, version), page);
    }

    @Override
    public Resource restore(RegistryPath path, long version) throws RegistryException {
        return write(tree -> tree.restore(path, version));
    }

    @Override
    public void deleteVersion(RegistryPath path, long version) throws RegistryException {
        write(tree -> tree.deleteVersion(path, version));
    }

    // ---- associations

    @Override
    public void associate(Association association) throws RegistryException {
        write(tree -> tree.associate(association));
    }

    @Override
    public void dissociate(Association association) throws RegistryException {
        write(tree -> tree.dissociate(association));
    }

    @Override
    public List<Association> associations(RegistryPath path, Association.Direction direction, Optional<String> type)
            throws RegistryException {
        return tree().associations(path, direction).stream()
                .filter(association -> type.isEmpty() || type.get().equals(association.type()))
                .sorted(Comparator.comparing(Association::type)
                        .thenComparing(Association::source)
                        .thenComparing(Association::target))
                .toList();
    }

    // ---- comments, tags, ratings

    @Override
    public ResourceComment comment(RegistryPath path, String text) throws RegistryException {
        return write(tree -> tree.comment(path, text));
    }

    @Override
    public ResourceComment editComment(RegistryPath path, long id, String text) throws RegistryException {
        return write(tree -> tree.editComment(path, id, text));
    }

    @Override
    public void deleteComment(RegistryPath path, long id) throws RegistryException {
        write(tree -> tree.deleteComment(path, id));
    }

    @Override
    public List<ResourceComment> comments(RegistryPath path) throws RegistryException {
        return tree().comments(path);
    }

    @Override
    public void tag(RegistryPath path, String tag) throws RegistryException {
        write(tree -> tree.tag(path, tag));
    }

    @Override
    public void untag(RegistryPath path, String tag) throws RegistryException {
        write(tree -> tree.untag(path, tag));
    }

    @Override
    public List<ResourceTag> tags(RegistryPath path) throws RegistryException {
        return tree().tags(path);
    }

    @Override
    public Map<String, List<String>> taggings(RegistryPath path) throws RegistryException {
        return tree().taggings(path);
    }

    @Override
    public void rate(RegistryPath path, int stars) throws RegistryException {
        write(tree -> tree.rate(path, stars));
    }

    @Override
    public void unrate(RegistryPath path) throws RegistryException {
        write(tree -> tree.unrate(path));
    }

    @Override
    public Rating rating(RegistryPath path) throws RegistryException {
        return tree().rating(path);
    }

    @Override
    public OptionalInt rating(RegistryPath path, String name) throws RegistryException {
        return tree().rating(path, name);
    }

    @Override
    public Map<String, Integer> ratings(RegistryPath path) throws RegistryException {
        return tree().ratings(path);
    }

    // ---- links

    @Override
    public void link(RegistryPath path, RegistryPath target) throws RegistryException {
        write(tree -> tree.link(path, target));
    }

    @Override
    public Optional<RegistryPath> linkTarget(RegistryPath path) throws RegistryException {
        return tree().linkTarget(path);
    }

    // ---- finding

    @Override
    public Page<Resource> search(ResourceQuery query, Page.Request page) throws RegistryException {
        return page(tree().search(query), page);
    }

    @Override
    public Page<Activity> activities(Activity.Query query, Page.Request page) {
        return page(tree().activities(query), page);
    }

    // ---- whole trees

    @Override
    public void dump(RegistryPath path, OutputStream out) throws RegistryException, IOException {
        out.write(TreeDump.of(tree(), path).toBytes());
    }

    @Override
    public Resource load(RegistryPath path, InputStream dump) throws RegistryException, IOException {
        TreeDump read = TreeDump.read(dump.readAllBytes());
        return write(tree -> tree.load(path, read));
    }
}
