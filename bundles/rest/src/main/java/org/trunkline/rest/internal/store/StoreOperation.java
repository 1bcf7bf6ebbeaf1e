package org.trunkline.rest.internal.store;

import java.util.Map;
import java.util.Optional;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.sync.wire.StoreResponse;

/** One operation of the store's endpoint. */
final class StoreOperation implements Handler {

    static final String CONTENT_TYPE = "Content-Type";

    private final StoreMount mount;
    private final String path;

    /** @param path below the place where the endpoint is mounted */
    StoreOperation(StoreMount mount, String path) {
        this.mount = mount;
        this.path = path;
    }

    @Override
    public Reply handle(Call call) throws ProblemException {
        StoreResponse response = mount.endpoint().handle(new StoreCall(call, path));
        Reply reply = new Reply(response.status(), Map.of(), Optional.of(new StoreContent(response)));
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            if (!header.getKey().equals(CONTENT_TYPE)) {
                reply = reply.with(header.getKey(), header.getValue());
            }
        }
        return reply;
    }
}
