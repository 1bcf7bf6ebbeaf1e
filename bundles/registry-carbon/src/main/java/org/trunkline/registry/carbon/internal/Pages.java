package org.trunkline.registry.carbon.internal;

import java.util.ArrayList;
import java.util.List;
import org.trunkline.registry.Page;
import org.trunkline.registry.RegistryException;

/** Reads lists that come in pages. */
final class Pages {

    private Pages() {}

    @FunctionalInterface
    interface Reading<T> {
        Page<T> page(Page.Request request) throws RegistryException;
    }

    static <T> List<T> all(Reading<T> reading) throws RegistryException {
        List<T> all = new ArrayList<>();
        Page.Request request = Page.Request.FIRST;
        Page<T> page = reading.page(request);
        all.addAll(page.items());
        while (page.hasMore() && !page.items().isEmpty()) {
            request = request.next();
            page = reading.page(request);
            all.addAll(page.items());
        }
        return all;
    }
}
