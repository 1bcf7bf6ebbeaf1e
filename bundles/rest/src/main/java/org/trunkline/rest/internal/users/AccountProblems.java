package org.trunkline.rest.internal.users;

import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.server.AccountException;

/** What the accounts' refusal means for the one who asked through HTTP. */
final class AccountProblems {

    ProblemException of(AccountException e) {
        HttpProblem problem = switch (e.kind()) {
            case INVALID -> HttpProblem.of(422, "Not allowed for an account", e.getMessage());
            case EXISTS -> HttpProblem.of(409, "Conflict", e.getMessage());
            case ABSENT -> HttpProblem.of(404, "Not found", e.getMessage());
            case PROTECTED -> HttpProblem.of(409, "Protected account", e.getMessage());
            case UNAVAILABLE ->
                HttpProblem.of(503, "Accounts not written", e.getMessage()).with("Retry-After", "5");
        };
        return new ProblemException(problem, e);
    }
}
