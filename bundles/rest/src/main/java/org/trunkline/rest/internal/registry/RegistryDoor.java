package org.trunkline.rest.internal.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.access.AccessRules;
import org.trunkline.registry.access.GuardedRegistry;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.server.Account;
import org.trunkline.server.Role;

/** Leads requests to the registry: in the name of the one who asks, and under the access rules. */
final class RegistryDoor {

    private static final String PREFIX = "/api/v1/registry";

    private final NodeParts parts;
    private final AccessRules rules;
    private final RegistryProblems problems = new RegistryProblems();

    RegistryDoor(NodeParts parts, AccessRules rules) {
        this.parts = parts;
        this.rules = rules;
    }

    /** A route for everybody with an account: what the account may do there, the rules say. */
    Route route(Method method, String path, Operation operation, RegistryOperation work) {
        List<Answer> answers = new ArrayList<>(operation.answers());
        answers.add(Answer.empty(503, "there is no registry on this node, or it cannot be asked now"));
        return Route.of(method, PREFIX + path, Role.VIEWER, operation.answers(answers.toArray(Answer[]::new)), call -> {
            Registry registry = open(call.account());
            try {
                return work.handle(call, registry);
            } catch (RegistryException e) {
                throw new ProblemException(problems.of(e), e);
            }
        });
    }

    private Registry open(Account account) throws ProblemException {
        Set<String> roles = Arrays.stream(Role.values())
                .filter(account::may)
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new GuardedRegistry(parts.requireRegistry().actingAs(account.name()), rules.of(roles));
    }
}
