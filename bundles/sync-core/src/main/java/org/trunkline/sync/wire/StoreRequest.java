package org.trunkline.sync.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** One HTTP request, as its server sees it. */
@ConsumerType
public interface StoreRequest {

    /** In upper case. */
    String method();

    /** Below the place where the endpoint is mounted, with its first slash: {@code /head}. */
    String path();

    /** What stands behind the question mark, as it came; empty if nothing does. */
    Optional<String> query();

    /** A header, whatever the case of its name; the first if there are several. */
    Optional<String> header(String name);

    /** Who asks, after authentication. */
    Optional<String> account();

    InputStream body() throws IOException;
}
