package org.trunkline.rest.internal.users;

import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.server.AccountException;
import org.trunkline.server.Accounts;

/** Removes an account. */
final class RemoveUser implements Handler {

    private final Accounts accounts;
    private final AccountProblems problems = new AccountProblems();

    RemoveUser(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Reply handle(Call call) throws ProblemException {
        try {
            accounts.remove(call.path("name"));
        } catch (AccountException e) {
            throw problems.of(e);
        }
        return Reply.empty(204);
    }
}
