package org.trunkline.rest.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** A short text. */
public final class TextContent implements Content {

    private final String type;
    private final byte[] bytes;

    /** @param type the media type with its charset, which is UTF-8 */
    public TextContent(String type, String text) {
        this.type = type;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
