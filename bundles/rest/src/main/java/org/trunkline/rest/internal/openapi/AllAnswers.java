package org.trunkline.rest.internal.openapi;

import java.util.ArrayList;
import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.server.Role;

/** The answers of a route: its own, and those that any route of its kind gives. */
final class AllAnswers {

    private AllAnswers() {}

    static List<Answer> of(Route route) {
        List<Answer> answers = new ArrayList<>(route.operation().answers());
        answers.add(Answer.empty(400, "the path, the query or the body is wrong"));
        if (route.role().isPresent()) {
            answers.add(Answer.empty(401, "no account, or a wrong password"));
            answers.add(Answer.empty(429, "too many wrong passwords"));
        }
        if (isRefusedToSome(route)) {
            answers.add(Answer.empty(403, "the account lacks the role, or a page of another host asks"));
        }
        return answers;
    }

    private static boolean isRefusedToSome(Route route) {
        boolean higherRole = route.role().filter(role -> role != Role.VIEWER).isPresent();
        return higherRole || route.role().isPresent() && route.method() != Method.GET;
    }
}
