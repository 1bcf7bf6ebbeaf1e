package org.trunkline.rest.internal.http;

import java.util.Optional;
import org.trunkline.server.Role;

/**
 * One thing that can be asked of the node.
 *
 * @param role the least that the account must have; empty if no account is needed
 * @param handler may take its time only if the operation {@linkplain Operation#waits waits}
 */
public record Route(Method method, PathTemplate path, Optional<Role> role, Operation operation, Handler handler) {

    public static Route of(Method method, String path, Role role, Operation operation, Handler handler) {
        return new Route(method, PathTemplate.of(path), Optional.of(role), operation, handler);
    }

    /** A route that anybody may use, without an account. */
    public static Route open(Method method, String path, Operation operation, Handler handler) {
        return new Route(method, PathTemplate.of(path), Optional.empty(), operation, handler);
    }
}
