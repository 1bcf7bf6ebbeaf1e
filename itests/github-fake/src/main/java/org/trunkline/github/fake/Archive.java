package org.trunkline.github.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.eclipse.jgit.lib.ObjectId;

/** A commit as GitHub packs it: gzip, a global header that names the commit, one folder above everything. */
final class Archive {

    private Archive() {}

    static void write(GitRepository git, String fullName, ObjectId commit, OutputStream out) throws IOException {
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
            for (GitRepository.Entry file : git.files(git.commit(commit).getTree())) {
                byte[] bytes = git.blob(file.id());
                TarArchiveEntry entry = new TarArchiveEntry(top + file.path());
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
    }
}
