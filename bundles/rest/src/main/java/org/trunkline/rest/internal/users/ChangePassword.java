package org.trunkline.rest.internal.users;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.JsonRequest;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.server.AccountException;
import org.trunkline.server.Accounts;

/** Sets another password. */
final class ChangePassword implements Handler {

    private static final List<String> FIELDS = List.of("password");

    private final Accounts accounts;
    private final AccountProblems problems = new AccountProblems();

    ChangePassword(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, IOException {
        char[] password = JsonRequest.read(call, FIELDS).text("password").toCharArray();
        try {
            accounts.changePassword(call.path("name"), password);
        } catch (AccountException e) {
            throw problems.of(e);
        } finally {
            Arrays.fill(password, '\0');
        }
        return Reply.empty(204);
    }
}
