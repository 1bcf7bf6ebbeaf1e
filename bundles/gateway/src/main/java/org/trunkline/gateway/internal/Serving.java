package org.trunkline.gateway.internal;

import java.util.Optional;
import org.trunkline.gateway.internal.deployment.RequestPath;
import org.trunkline.gateway.internal.deployment.Route;
import org.trunkline.sync.Subscription;

/** What the gateway has to serve. A service inside this bundle, by which a front finds its gateway. Thread-safe. */
public interface Serving {

    /** The API that a path leads to at this moment. */
    Optional<Route> find(RequestPath path);

    /** Whether a complete state was taken over. */
    boolean ready();

    /** Whether a front is to stay closed until then. */
    boolean opensWhenReady();

    /** Makes the gateway's status tell of a front, until the subscription is closed. */
    Subscription attach(Front front);
}
