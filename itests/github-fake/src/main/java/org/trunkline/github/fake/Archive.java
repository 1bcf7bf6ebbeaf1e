package org.trunkline.github.fake;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Commits as GitHub packs them, by {@code git archive} with its attributes: gzip, a global header that names the commit, one
 * folder above everything. What was packed once is kept, as GitHub does. Thread-safe.
 */
final class Archive {

    private final Path folder;

    /** @param folder for the archives */
    Archive(Path folder) {
        this.folder = folder;
    }

    synchronized Path of(GitRepository git, String fullName, ObjectId commit) throws IOException {
        Path file = folder.resolve(commit.name() + ".tar.gz");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path packing = folder.resolve("packing");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(packing))) {
                write(git, fullName, commit, out);
            }
            Files.move(packing, file);
        }
        return file;
    }

    private static void write(GitRepository git, String fullName, ObjectId commit, OutputStream out)
            throws IOException {
        GzipParameters fast = new GzipParameters();
        fast.setCompressionLevel(Deflater.BEST_SPEED);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(out, fast), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            TarArchiveEntry global =
                    new TarArchiveEntry("pax_global_header", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
            global.addPaxHeader("comment", commit.name());
            tar.putArchiveEntry(global);
            String top = fullName.replace('/', '-') + "-" + commit.name().substring(0, 7) + "/";
            tar.putArchiveEntry(new TarArchiveEntry(top));
            tar.closeArchiveEntry();
            ObjectId tree = git.commit(commit).getTree();
            AttributesNode attributes = attributes(git, tree);
            for (GitRepository.Entry file : git.files(tree)) {
                if (has(attributes, file.path(), "export-ignore")) {
                    continue;
                }
                byte[] bytes = git.blob(file.id());
                if (has(attributes, file.path(), "export-subst")) {
                    bytes = substituted(bytes, commit);
                }
                TarArchiveEntry entry = new TarArchiveEntry(top + file.path());
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
    }

    /** What the repository's own file says about its files; those of folders are not read. */
    private static AttributesNode attributes(GitRepository git, ObjectId tree) throws IOException {
        AttributesNode node = new AttributesNode();
        Optional<GitRepository.Entry> file = git.at(tree, ".gitattributes");
        if (file.isPresent()) {
            node.parse(new ByteArrayInputStream(git.blob(file.get().id())));
        }
        return node;
    }

    /** Whether an attribute is set for a file or for a folder that holds it. */
    private static boolean has(AttributesNode node, String path, String attribute) {
        for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
            boolean folder = end >= 0;
            String part = folder ? path.substring(0, end) : path;
            boolean set = node.getRules().stream()
                    .filter(rule -> rule.isMatch(part, folder))
                    .anyMatch(rule -> rule.getAttributes().stream()
                            .anyMatch(a -> a.getKey().equals(attribute) && a.getState() == Attribute.State.SET));
            if (set || !folder) {
                return set;
            }
        }
    }

    private static byte[] substituted(byte[] bytes, ObjectId commit) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceAll("\\$Format:[^$]*\\$", commit.name())
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
