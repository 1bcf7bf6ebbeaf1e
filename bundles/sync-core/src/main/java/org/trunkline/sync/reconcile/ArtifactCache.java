package org.trunkline.sync.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Revision;
import org.trunkline.sync.internal.codec.ArtifactFields;

/**
 * Keeps on disk what a gateway had deployed last, so that it serves again after a restart while its source is away. A
 * crash or a loss of power makes it older, never wrong: bodies are checked against their digest when they are read.
 *
 * <p>The state belongs to one source and one set of labels; with another of either, the cache opens empty. One process
 * uses a directory at a time. All methods but {@link #open} and {@link #close} are for the loop's thread.
 */
public final class ArtifactCache implements AutoCloseable {

    private static final String FORMAT = "1";
    private static final String OPERATION = "op";
    private static final int SLACK = 1000;

    private final Path directory;
    private final FileChannel lock;
    private final String binding;
    private final CacheObjects objects;
    private final CacheJournal journal;
    private final Map<ArtifactKey, CachedArtifact> artifacts = new TreeMap<>();
    private boolean complete;
    private Revision held;

    private ArtifactCache(Path directory, FileChannel lock, String binding) throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.binding = binding;
        this.objects = new CacheObjects(directory.resolve("objects"));
        List<ArtifactFields> records = new ArrayList<>();
        this.journal = CacheJournal.open(directory.resolve("journal"), records);
        try {
            replay(records);
            objects.sweep();
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Opens the cache in a directory, which is made if it is missing.
     *
     * @param source the name of the source
     * @param labels the gateway's own labels
     * @throws IOException if the directory cannot be written or another process uses it; the message says which
     */
    public static ArtifactCache open(Path directory, String source, Set<String> labels) throws IOException {
        Objects.requireNonNull(source, "source");
        String binding = binding(source, labels);
        FileChannel lock = null;
        try {
            Files.createDirectories(directory);
            lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new IOException("another process uses it");
            }
            return new ArtifactCache(directory, lock, binding);
        } catch (IOException | OverlappingFileLockException e) {
            if (lock != null) {
                lock.close();
            }
            String reason = e instanceof OverlappingFileLockException ? "this process uses it already" : e.toString();
            throw new IOException(
                    "The gateway cache in " + directory + " cannot be opened: " + reason
                            + ". Set cache_directory in [gateway] to a directory that this node alone can write.",
                    e);
        }
    }

    private static String binding(String source, Set<String> labels) {
        return ArtifactBody.of(source + '\0' + String.join("\0", new TreeSet<>(labels)))
                .sha256();
    }

    private void replay(List<ArtifactFields> records) throws IOException {
        boolean ours = !records.isEmpty()
                && records.get(0).get("format").filter(FORMAT::equals).isPresent()
                && records.get(0).get("binding").filter(binding::equals).isPresent();
        if (!ours) {
            journal.rewrite(List.of(header()));
            return;
        }
        for (ArtifactFields record : records.subList(1, records.size())) {
            replay(record);
        }
        for (CachedArtifact artifact : artifacts.values()) {
            artifact.good().map(ArtifactInfo::sha256).ifPresent(objects::use);
            artifact.wanted().map(ArtifactInfo::sha256).ifPresent(objects::use);
        }
    }

    private void replay(ArtifactFields record) throws IOException {
        switch (record.require(OPERATION)) {
            case "good":
                artifacts.put(record.key(), CachedArtifact.good(record.info()));
                break;
            case "wanted":
                ArtifactInfo wanted = record.info();
                artifacts.merge(
                        wanted.key(), CachedArtifact.wanted(wanted), (present, added) -> present.withWanted(wanted));
                break;
            case "removed":
                artifacts.remove(record.key());
                break;
            case "checkpoint":
                complete = true;
                held = record.revision("revision").orElse(null);
                break;
            case "incomplete":
                complete = false;
                held = null;
                break;
            default:
                throw new IOException("The journal of the cache holds an unknown record. Empty the directory.");
        }
    }

    /** Whether this was once the complete state of the source. */
    boolean complete() {
        return complete;
    }

    /** The revision of the source from which changes lead on. */
    Optional<Revision> held() {
        return Optional.ofNullable(held);
    }

    Map<ArtifactKey, CachedArtifact> artifacts() {
        return new TreeMap<>(artifacts);
    }

    /** Whether exactly this state is kept as the one that was deployed last. */
    boolean holds(ArtifactInfo info) {
        CachedArtifact present = artifacts.get(info.key());
        return present != null
                && present.wanted().isEmpty()
                && present.good().filter(info::equals).isPresent();
    }

    /** Whether exactly this state is kept as the one that could not be deployed. */
    boolean holdsWanted(ArtifactInfo info) {
        CachedArtifact present = artifacts.get(info.key());
        return present != null && present.wanted().filter(info::equals).isPresent();
    }

    /**
     * The artifact with its body. If that is missing or damaged, the answer is empty, and what is kept under the key is
     * dropped: then only a complete fetch makes the cache complete again.
     */
    Optional<Artifact> read(ArtifactInfo info) throws IOException {
        Optional<Artifact> artifact = objects.read(info);
        if (artifact.isEmpty()) {
            append(record("incomplete"));
            complete = false;
            held = null;
            remove(info.key());
            journal.flush();
        }
        return artifact;
    }

    /** Keeps an artifact that was deployed. */
    void keepGood(Artifact artifact) throws IOException {
        objects.write(artifact.body());
        replace(
                artifact.key(),
                CachedArtifact.good(artifact.info()),
                record("good").putInfo(artifact.info()));
    }

    /** Keeps an artifact that could not be deployed, beside the one that was. */
    void keepWanted(Artifact artifact) throws IOException {
        objects.write(artifact.body());
        CachedArtifact present = artifacts.get(artifact.key());
        replace(
                artifact.key(),
                present == null ? CachedArtifact.wanted(artifact.info()) : present.withWanted(artifact.info()),
                record("wanted").putInfo(artifact.info()));
    }

    void remove(ArtifactKey key) throws IOException {
        if (artifacts.containsKey(key)) {
            replace(key, null, record("removed").putKey(key));
        }
    }

    /** Says that the cache now holds all that the source had at a revision, or at none if the source has none. */
    void checkpoint(Optional<Revision> revision) throws IOException {
        if (complete && revision.equals(held())) {
            return;
        }
        append(record("checkpoint").put("revision", revision.map(Revision::toString)));
        journal.flush();
        complete = true;
        held = revision.orElse(null);
        if (journal.records() > SLACK + 2 * artifacts.size()) {
            journal.rewrite(everything());
        }
    }

    private void replace(ArtifactKey key, CachedArtifact next, ArtifactFields record) throws IOException {
        append(record);
        CachedArtifact previous = next == null ? artifacts.remove(key) : artifacts.put(key, next);
        use(next);
        if (previous != null) {
            // What the file says must not name a body that is deleted already.
            journal.flush();
            release(previous);
        }
    }

    private void use(CachedArtifact artifact) {
        if (artifact != null) {
            artifact.good().map(ArtifactInfo::sha256).ifPresent(objects::use);
            artifact.wanted().map(ArtifactInfo::sha256).ifPresent(objects::use);
        }
    }

    private void release(CachedArtifact artifact) throws IOException {
        if (artifact != null) {
            if (artifact.good().isPresent()) {
                objects.release(artifact.good().get().sha256());
            }
            if (artifact.wanted().isPresent()) {
                objects.release(artifact.wanted().get().sha256());
            }
        }
    }

    private void append(ArtifactFields record) throws IOException {
        if (journal.torn()) {
            journal.rewrite(everything());
        }
        journal.append(record);
    }

    private List<ArtifactFields> everything() {
        List<ArtifactFields> records = new ArrayList<>();
        records.add(header());
        for (CachedArtifact artifact : artifacts.values()) {
            artifact.good().ifPresent(info -> records.add(record("good").putInfo(info)));
            artifact.wanted().ifPresent(info -> records.add(record("wanted").putInfo(info)));
        }
        if (complete) {
            records.add(record("checkpoint").put("revision", held().map(Revision::toString)));
        }
        return records;
    }

    private ArtifactFields header() {
        return record("cache").put("format", FORMAT).put("binding", binding);
    }

    private static ArtifactFields record(String operation) {
        return ArtifactFields.empty().put(OPERATION, operation);
    }

    /** Lets go of the directory. To be called after the loop that uses the cache was closed. */
    @Override
    public void close() {
        try {
            journal.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The gateway cache in " + directory + " could not be closed", e);
        }
    }
}
