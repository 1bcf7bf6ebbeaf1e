package org.trunkline.rest.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.sync.wire.StoreRequest;

/** A request as the store's endpoint sees it. */
final class StoreCall implements StoreRequest {

    private final Call call;
    private final String path;

    /** @param path below the place where the endpoint is mounted */
    StoreCall(Call call, String path) {
        this.call = call;
        this.path = path;
    }

    /** HEAD is a GET whose answer is not sent. */
    @Override
    public String method() {
        return call.method().equals("HEAD") ? "GET" : call.method();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<String> query() {
        return call.rawQuery();
    }

    @Override
    public Optional<String> header(String name) {
        return call.header(name);
    }

    @Override
    public Optional<String> account() {
        return Optional.of(call.account().name());
    }

    /** The endpoint bounds what it takes: a batch may be larger than one artifact. */
    @Override
    public InputStream body() throws IOException {
        return call.unlimitedBody();
    }
}
