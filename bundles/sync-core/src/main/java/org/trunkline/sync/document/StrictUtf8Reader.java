package org.trunkline.sync.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 and, unlike {@link java.io.InputStreamReader}, says at which byte it is broken. */
final class StrictUtf8Reader extends Reader {

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] chunk = new byte[8192];
    private final ByteBuffer bytes = ByteBuffer.wrap(chunk).limit(0);
    private long chunkOffset;
    private boolean ended;

    StrictUtf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        int start = chars.position();
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                throw new MalformedUtf8Exception(chunkOffset + bytes.position());
            }
            int count = chars.position() - start;
            if (count > 0 || result.isOverflow()) {
                return count;
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        chunkOffset += bytes.position();
        bytes.compact();
        int count = in.read(chunk, bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Names the first byte that is not UTF-8, counted from zero. */
    static final class MalformedUtf8Exception extends IOException {

        private static final long serialVersionUID = 1L;

        private final long offset;

        MalformedUtf8Exception(long offset) {
            super("not UTF-8 at byte " + offset);
            this.offset = offset;
        }

        long offset() {
            return offset;
        }
    }
}
