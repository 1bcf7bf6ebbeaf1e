package org.trunkline.server;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** This node: what it is, since when it runs, and what does not work. */
@ProviderType
public interface Node {

    /** {@code node_name} of {@code [server]}, else made of the host name and the management port. */
    String name();

    /** The version of Trunkline, for example {@code 0.1.0}. */
    String version();

    /** The profile that the node was started with, for example {@code gateway}. */
    String profile();

    Instant startedAt();

    /** Where the management API listens, for example {@code https://localhost:9443}. */
    URI managementAddress();

    /** What does not work now; empty if everything does. Cheap enough for each request. */
    List<Problem> problems();
}
