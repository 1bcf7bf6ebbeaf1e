package org.trunkline.rest.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** The body of an answer. Written at most once; closed in any case, also when it was not written. */
public interface Content extends AutoCloseable {

    /** The media type. */
    String type();

    /** In bytes; empty if it is known only once it is written. */
    OptionalLong length();

    /**
     * @throws IOException if it could not be written to its end: the answer is cut then, so that nobody takes it for
     *     complete
     */
    void writeTo(OutputStream out) throws IOException;

    /** Lets go of what it is read from. Never fails. */
    @Override
    default void close() {}
}
