package org.trunkline.rest.internal.openapi;

import java.util.ArrayList;
import java.util.List;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Route;

/** The answers of a route: its own, and those that any route of its kind gives. */
final class AllAnswers {

    private AllAnswers() {}

    static List<Answer> of(Route route) {
        List<Answer> answers = new ArrayList<>(route.operation().answers());
        answers.add(Answer.empty(400, "the path or the query is wrong"));
        if (route.role().isPresent()) {
            answers.add(Answer.empty(401, "no account, or a wrong password"));
            answers.add(Answer.empty(403, "the account lacks the role, or a page of another host asks"));
            answers.add(Answer.empty(429, "too many wrong passwords"));
        }
        answers.add(Answer.empty(500, "a fault of the node, whose log has it under the incident named"));
        return answers;
    }
}
