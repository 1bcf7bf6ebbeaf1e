package org.trunkline.rest.internal.registry;

import java.io.IOException;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;

/** Does what one route of the registry is there for. Thread-safe. */
@FunctionalInterface
interface RegistryOperation {

    /** @param registry as the one who asks may use it */
    Reply handle(Call call, Registry registry) throws ProblemException, RegistryException, IOException;
}
