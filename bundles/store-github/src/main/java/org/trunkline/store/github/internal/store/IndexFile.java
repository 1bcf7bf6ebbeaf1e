package org.trunkline.store.github.internal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One index on disk, for the next start. It is bound to the repository and to its own digest: what is damaged or of another
 * repository is not used. Losing it costs requests only, so a failure is told and no more. Thread-safe.
 */
public final class IndexFile {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
    private static final int BLOB_DIGITS = 40;

    private final Path file;
    private final String repository;
    private String saved = "";

    /** @param repository what the index is of: server, repository, branch and folder, in one line */
    public IndexFile(Path folder, String repository) {
        this.file = folder.resolve("index");
        this.repository = repository;
    }

    synchronized void save(CommitIndex index) {
        if (saved.equals(index.commit())) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        lines.append(repository).append('\n').append(index.commit()).append('\n');
        index.blobs()
                .forEach((path, blob) ->
                        lines.append(blob).append(' ').append(path).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, digest(lines.toString()) + "\n" + lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            saved = index.commit();
        } catch (IOException e) {
            LOG.warn("Could not keep the index in file={}; the next start asks GitHub for it", file, e);
        }
    }

    Optional<CommitIndex> load() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String all = Files.readString(file);
            int end = all.indexOf('\n');
            String lines = all.substring(end + 1);
            if (end < 0 || !digest(lines).equals(all.substring(0, end))) {
                LOG.warn("The index in file={} is damaged; GitHub is asked for it", file);
                return Optional.empty();
            }
            return parsed(lines.split("\n"));
        } catch (IOException e) {
            LOG.warn("Cannot read the index in file={}; GitHub is asked for it", file, e);
            return Optional.empty();
        }
    }

    private Optional<CommitIndex> parsed(String[] lines) {
        if (!lines[0].equals(repository)) {
            return Optional.empty();
        }
        Map<String, String> blobs = new HashMap<>();
        for (int i = 2; i < lines.length; i++) {
            blobs.put(lines[i].substring(BLOB_DIGITS + 1), lines[i].substring(0, BLOB_DIGITS));
        }
        return Optional.of(new CommitIndex(lines[1], blobs));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
