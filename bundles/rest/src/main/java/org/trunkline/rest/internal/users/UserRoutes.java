package org.trunkline.rest.internal.users;

import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.server.Accounts;
import org.trunkline.server.Role;

/** What can be asked about the accounts of this node. */
public final class UserRoutes {

    private static final String JSON = "application/json";
    private static final Answer TOO_LARGE = Answer.empty(413, "the body is over max_body_size");
    private static final Answer NOT_JSON = Answer.empty(415, "the body is not application/json in UTF-8");
    private static final Answer ABSENT = Answer.empty(404, "there is no account of that name");
    private static final Answer NOT_WRITTEN = Answer.empty(503, "the accounts could not be written");

    private final Accounts accounts;

    public UserRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    public List<Route> all() {
        return List.of(
                Route.of(
                        Method.GET,
                        "/api/v1/users",
                        Role.ADMIN,
                        Operation.of("listUsers", "All accounts of this node")
                                .answers(Answer.json(200, "ordered by name", "Users")),
                        new ListUsers(accounts)),
                Route.of(
                        Method.POST,
                        "/api/v1/users",
                        Role.ADMIN,
                        Operation.of("addUser", "Makes an account")
                                .body(JSON, "NewUser")
                                .answers(
                                        Answer.json(201, "the account", "User"),
                                        Answer.empty(409, "there is an account of that name"),
                                        TOO_LARGE,
                                        NOT_JSON,
                                        Answer.empty(422, "the name, the password or the roles are not allowed"),
                                        NOT_WRITTEN),
                        new AddUser(accounts)),
                Route.of(
                        Method.PUT,
                        "/api/v1/users/{name}/password",
                        Role.ADMIN,
                        Operation.of("changePassword", "Sets another password")
                                .body(JSON, "NewPassword")
                                .answers(
                                        Answer.empty(204, "it counts from the next request on"),
                                        ABSENT,
                                        Answer.empty(409, "deployment.toml governs the password"),
                                        TOO_LARGE,
                                        NOT_JSON,
                                        Answer.empty(422, "the password is not allowed"),
                                        NOT_WRITTEN),
                        new ChangePassword(accounts)),
                Route.of(
                        Method.DELETE,
                        "/api/v1/users/{name}",
                        Role.ADMIN,
                        Operation.of("removeUser", "Removes an account")
                                .answers(
                                        Answer.empty(204, "it is gone"),
                                        ABSENT,
                                        Answer.empty(
                                                409, "it is the last administrator, or deployment.toml governs it"),
                                        NOT_WRITTEN),
                        new RemoveUser(accounts)));
    }
}
