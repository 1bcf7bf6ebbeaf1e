package org.trunkline.github.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The real git repository behind the fake: objects, trees, commits and branches, in a bare repository on disk. */
public final class GitRepository implements AutoCloseable {

    /** A file of a tree. */
    public record Entry(String path, FileMode mode, ObjectId id) {}

    /** What happened to a file between two trees. */
    public record Change(String path, String status, Optional<ObjectId> newId) {}

    private final FileRepository repository;

    /** @param folder where the repository is, or is to be made */
    public GitRepository(Path folder) throws IOException {
        repository = new FileRepository(folder.toFile());
        if (Files.exists(folder)) {
            return;
        }
        repository.create(true);
        StoredConfig config = repository.getConfig();
        config.setBoolean("core", null, "fsyncObjectFiles", false);
        config.save();
    }

    ObjectId insertBlob(byte[] bytes) {
        return insert(inserter -> inserter.insert(Constants.OBJ_BLOB, bytes));
    }

    private interface Insertion {
        ObjectId into(ObjectInserter inserter) throws IOException;
    }

    private ObjectId insert(Insertion insertion) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = insertion.into(inserter);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type of an object, as git names it; empty if there is none. */
    Optional<String> type(ObjectId id) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return Optional.of(Constants.typeString(reader.open(id).getType()));
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] blob(ObjectId id) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
        } catch (IOException e) {
            throw GitHubAnswer.notFound();
        }
    }

    /** The sizes of many blobs at once. */
    Map<ObjectId, Long> blobSizes(Collection<ObjectId> ids) {
        try (ObjectReader reader = repository.newObjectReader()) {
            Map<ObjectId, Long> sizes = new HashMap<>();
            for (ObjectId id : ids) {
                sizes.put(id, reader.getObjectSize(id, Constants.OBJ_BLOB));
            }
            return sizes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long blobSize(ObjectId id) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.getObjectSize(id, Constants.OBJ_BLOB);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<ObjectId> branch(String name) {
        try {
            Ref ref = repository.exactRef(Constants.R_HEADS + name);
            return ref == null ? Optional.empty() : Optional.of(ref.getObjectId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves a branch if it is still where the caller saw it ({@code null}: if it is not there). */
    boolean moveBranch(String name, ObjectId from, ObjectId to) {
        try {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + name);
            update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
            update.setNewObjectId(to);
            update.setForceUpdate(true);
            return switch (update.update()) {
                case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> true;
                case LOCK_FAILURE, REJECTED -> false;
                default -> throw new IllegalStateException("branch " + name + ": " + update.getResult());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteBranch(String name) {
        try {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + name);
            update.setForceUpdate(true);
            if (update.delete() != RefUpdate.Result.FORCED) {
                throw new IllegalStateException("branch " + name + ": " + update.getResult());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RevCommit commit(ObjectId id) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            walk.parseBody(commit);
            return commit;
        } catch (IOException e) {
            throw GitHubAnswer.notFound();
        }
    }

    ObjectId insertCommit(ObjectId tree, List<ObjectId> parents, String message, Instant when) {
        PersonIdent person = new PersonIdent("octocat", "octocat@users.noreply.github.com", when, ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(message);
        return insert(inserter -> inserter.insert(commit));
    }

    boolean isAncestor(ObjectId ancestor, ObjectId of) {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(of));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commits that are reachable from one and not from the other, newest first. */
    public List<RevCommit> log(ObjectId from, Optional<ObjectId> without) {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(from));
            if (without.isPresent()) {
                walk.markUninteresting(walk.parseCommit(without.get()));
            }
            List<RevCommit> commits = new ArrayList<>();
            for (RevCommit commit : walk) {
                walk.parseBody(commit);
                commits.add(commit);
            }
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below a tree, by their full path, in git's order. */
    public List<Entry> files(ObjectId tree) {
        return walk(tree, true);
    }

    /** The files and folders of a tree; with {@code recursive} those below them as well, folders included. */
    List<Entry> entries(ObjectId tree, boolean recursive) {
        if (!recursive) {
            return walk(tree, false);
        }
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            List<Entry> found = new ArrayList<>();
            while (walk.next()) {
                found.add(new Entry(walk.getPathString(), walk.getFileMode(0), walk.getObjectId(0)));
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Entry> walk(ObjectId tree, boolean recursive) {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setRecursive(recursive);
            List<Entry> found = new ArrayList<>();
            while (walk.next()) {
                found.add(new Entry(walk.getPathString(), walk.getFileMode(0), walk.getObjectId(0)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands at a path: a file or a folder. */
    public Optional<Entry> at(ObjectId tree, String path) {
        if (path.isEmpty()) {
            return Optional.of(new Entry("", FileMode.TREE, tree));
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
            return walk == null
                    ? Optional.empty()
                    : Optional.of(new Entry(path, walk.getFileMode(0), walk.getObjectId(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Change> changes(ObjectId oldTree, ObjectId newTree) {
        try (TreeWalk walk = new TreeWalk(repository)) {
            addTree(walk, oldTree);
            addTree(walk, newTree);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            List<Change> changes = new ArrayList<>();
            while (walk.next()) {
                boolean before = walk.getFileMode(0) != FileMode.MISSING;
                boolean after = walk.getFileMode(1) != FileMode.MISSING;
                String status = before ? after ? "modified" : "removed" : "added";
                changes.add(new Change(
                        walk.getPathString(), status, after ? Optional.of(walk.getObjectId(1)) : Optional.empty()));
            }
            return changes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addTree(TreeWalk walk, ObjectId tree) throws IOException {
        if (tree == null) {
            walk.addTree(new EmptyTreeIterator());
        } else {
            walk.addTree(tree);
        }
    }

    /**
     * A tree like another one with some paths put in place and some taken out.
     *
     * @param base empty to begin with nothing
     * @param additions files, or whole trees, by path
     * @param removals files or folders that must be there
     */
    ObjectId tree(Optional<ObjectId> base, List<Entry> additions, List<String> removals) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeMap<String, DirCacheEntry> files = new TreeMap<>();
            if (base.isPresent()) {
                for (Entry file : files(base.get())) {
                    files.put(file.path(), cacheEntry(file.path(), file));
                }
            }
            for (String path : removals) {
                if (!removeAt(files, path)) {
                    throw GitHubAnswer.invalid("GitRPC::BadObjectState");
                }
            }
            for (Entry addition : additions) {
                removeAt(files, addition.path());
                if (addition.mode() == FileMode.TREE) {
                    for (Entry file : files(addition.id())) {
                        String path = addition.path() + "/" + file.path();
                        files.put(path, cacheEntry(path, file));
                    }
                } else {
                    files.put(addition.path(), cacheEntry(addition.path(), addition));
                }
            }
            DirCache cache = DirCache.newInCore();
            DirCacheBuilder builder = cache.builder();
            files.values().forEach(builder::add);
            builder.finish();
            ObjectId tree = cache.writeTree(inserter);
            inserter.flush();
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw GitHubAnswer.invalid("tree.path contains a malformed path component");
        }
    }

    private static boolean removeAt(TreeMap<String, DirCacheEntry> files, String path) {
        boolean file = files.remove(path) != null;
        boolean below = files.subMap(path + "/", path + "0").size() > 0;
        files.subMap(path + "/", path + "0").clear();
        return file || below;
    }

    private static DirCacheEntry cacheEntry(String path, Entry entry) {
        DirCacheEntry cached = new DirCacheEntry(path);
        cached.setFileMode(entry.mode());
        cached.setObjectId(entry.id());
        return cached;
    }

    @Override
    public void close() {
        repository.close();
    }
}
