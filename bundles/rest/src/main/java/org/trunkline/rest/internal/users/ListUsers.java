package org.trunkline.rest.internal.users;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.server.Account;
import org.trunkline.server.Accounts;

/** All accounts, without anything about their passwords. */
final class ListUsers implements Handler {

    private final Accounts accounts;
    private final UserJson json = new UserJson();

    ListUsers(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Reply handle(Call call) {
        JsonArray users = new JsonArray();
        for (Account account : accounts.list()) {
            users.add(json.of(account));
        }
        JsonObject answer = new JsonObject();
        answer.add("users", users);
        return Reply.ok(answer);
    }
}
