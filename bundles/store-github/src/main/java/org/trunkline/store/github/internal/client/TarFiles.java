package org.trunkline.store.github.internal.client;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The files of a tar archive, one after the other, as {@code git archive} writes them: ustar, with pax headers for long
 * names (POSIX.1-2017, "pax Interchange Format"). Names are data: nothing is written to any path.
 */
final class TarFiles {

    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_BYTES = 155;

    /** A pax header holds a path and little more; a larger one would only fill the memory. */
    private static final long MOST_HEADER_BYTES = 1 << 20;

    private final InputStream in;
    private Rest rest;
    private String path = "";
    private long size;

    TarFiles(InputStream in) {
        this.in = in;
        this.rest = new Rest(in, 0, 0);
    }

    /** Goes to the next file; false at the archive's end. */
    boolean next() throws IOException {
        Optional<String> longPath = Optional.empty();
        while (true) {
            rest.skipAll();
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || blank(header)) {
                return endsHere(header);
            }
            if (header.length < BLOCK) {
                throw new EOFException("the archive ends within a header");
            }
            check(header);
            size = octal(header, SIZE_AT, SIZE_BYTES);
            rest = new Rest(in, size, (BLOCK - size % BLOCK) % BLOCK);
            char type = (char) header[TYPE_AT];
            if (type == 'x') {
                longPath = paxPath(content());
            } else if (type == 'L') {
                longPath = Optional.of(text(content(), 0, (int) size));
            } else if (type == '0' || type == 0) {
                path = longPath.orElseGet(() -> name(header));
                return true;
            } else if (type != 'g') {
                // a folder, a link: whatever a pax header said was about it
                longPath = Optional.empty();
            }
        }
    }

    private static boolean endsHere(byte[] header) throws EOFException {
        if (header.length == 0) {
            throw new EOFException("the archive ends without its end mark");
        }
        return false;
    }

    private byte[] content() throws IOException {
        if (size > MOST_HEADER_BYTES) {
            throw new IOException("the archive has a header of " + size + " bytes");
        }
        byte[] content = rest.readNBytes((int) size);
        if (content.length < size) {
            throw new EOFException("the archive ends within a header");
        }
        return content;
    }

    String path() {
        return path;
    }

    long size() {
        return size;
    }

    /** The file's content, and nothing of the next one. */
    InputStream stream() {
        return rest;
    }

    private static boolean blank(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_BYTES;
            sum += own ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, CHECKSUM_AT, CHECKSUM_BYTES)) {
            throw new IOException("a header of the archive is damaged");
        }
    }

    private static long octal(byte[] header, int at, int length) throws IOException {
        String digits = text(header, at, length).trim();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new IOException("a number in a header of the archive is damaged");
        }
        return Long.parseLong(digits, 8);
    }

    private static String name(byte[] header) {
        String name = text(header, 0, NAME_BYTES);
        String prefix = text(header, PREFIX_AT, PREFIX_BYTES);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    /** Records of the form {@code <length> <key>=<value>\n}; the length counts itself. */
    private static Optional<String> paxPath(byte[] records) throws IOException {
        Optional<String> found = Optional.empty();
        int at = 0;
        while (at < records.length) {
            int blank = at;
            while (blank < records.length && records[blank] != ' ') {
                blank++;
            }
            String digits = new String(records, at, blank - at, StandardCharsets.US_ASCII);
            int length = digits.matches("\\d{1,7}") ? Integer.parseInt(digits) : 0;
            if (length <= blank - at + 1 || at + length > records.length) {
                throw new IOException("a pax header of the archive is damaged");
            }
            String record = new String(records, blank + 1, at + length - blank - 2, StandardCharsets.UTF_8);
            if (record.startsWith("path=")) {
                found = Optional.of(record.substring("path=".length()));
            }
            at += length;
        }
        return found;
    }

    /** What is left of one entry. */
    private static final class Rest extends FilterInputStream {
        private long left;
        private final long padding;
        private boolean skipped;

        Rest(InputStream in, long left, long padding) {
            super(in);
            this.left = left;
            this.padding = padding;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (left == 0 || length == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = in.read(into, at, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the archive ends within a file");
            }
            left -= read;
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] sink = new byte[(int) Math.min(8192, Math.max(0, count))];
            int read = sink.length == 0 ? 0 : read(sink, 0, sink.length);
            return Math.max(0, read);
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // the archive goes on
        }

        void skipAll() throws IOException {
            if (skipped) {
                return;
            }
            skipped = true;
            byte[] sink = new byte[8192];
            while (left > 0) {
                read(sink, 0, sink.length);
            }
            if (in.readNBytes((int) padding).length < padding) {
                throw new EOFException("the archive ends within a file");
            }
        }
    }
}
