package org.trunkline.rest.internal.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.trunkline.rest.internal.http.Content;
import org.trunkline.sync.wire.StoreResponse;

/** What the store's endpoint answers, streamed while it is read. */
final class StoreContent implements Content {

    private final StoreResponse response;

    StoreContent(StoreResponse response) {
        this.response = response;
    }

    @Override
    public String type() {
        return response.headers().get(StoreOperation.CONTENT_TYPE);
    }

    @Override
    public OptionalLong length() {
        return response.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        response.writeTo(out);
    }

    @Override
    public void close() {
        response.close();
    }
}
