package org.trunkline.rest.internal.users;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.JsonContent;
import org.trunkline.rest.internal.http.JsonRequest;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.server.Account;
import org.trunkline.server.AccountException;
import org.trunkline.server.Accounts;
import org.trunkline.server.Role;

/** Makes an account. */
final class AddUser implements Handler {

    private static final List<String> FIELDS = List.of("name", "password", "roles");

    private final Accounts accounts;
    private final UserJson json = new UserJson();
    private final AccountProblems problems = new AccountProblems();

    AddUser(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, IOException {
        JsonRequest request = JsonRequest.read(call, FIELDS);
        String name = request.text("name");
        Set<Role> roles = roles(request.texts("roles"));
        char[] password = request.text("password").toCharArray();
        try {
            Account account = accounts.add(name, password, roles);
            return Reply.of(201, JsonContent.of(json.of(account)));
        } catch (AccountException e) {
            throw problems.of(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static Set<Role> roles(List<String> names) throws ProblemException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names) {
            Role role = Arrays.stream(Role.values())
                    .filter(known -> UserJson.name(known).equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(name));
            roles.add(role);
        }
        return roles;
    }

    private static ProblemException unknown(String name) {
        String known = Arrays.stream(Role.values()).map(UserJson::name).collect(Collectors.joining(", "));
        return new ProblemException(HttpProblem.of(
                422, "Not allowed for an account", "Unknown role '" + name + "'; known are " + known + "."));
    }
}
