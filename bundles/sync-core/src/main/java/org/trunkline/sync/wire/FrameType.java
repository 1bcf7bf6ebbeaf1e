package org.trunkline.sync.wire;

import java.io.IOException;

/** The first byte of a frame. */
enum FrameType {
    /** An artifact: the header is its info, the body its body. */
    ARTIFACT('A'),
    /** The place of an artifact that cannot be read: the header is its key and the reason. */
    UNREADABLE('U'),
    /** An artifact's info without its body. */
    INFO('I'),
    /** A write, with its body. */
    WRITE('W'),
    /** A write with the body of an earlier write of the batch, whose place the header names. */
    WRITE_SAME_BODY('S'),
    /** The stream broke at its origin: the header is the reason, and nothing follows. */
    FAULT('F'),
    /** The end: the header is the count of frames before. */
    END('E');

    private final byte code;

    FrameType(char code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static FrameType ofCode(int code) throws IOException {
        for (FrameType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IOException("A frame begins with the unknown byte " + code);
    }
}
