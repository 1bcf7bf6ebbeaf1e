package org.trunkline.bench;

import java.util.function.Predicate;

/** What an operation is to cost at most. */
record Target(String text, Predicate<Cost> reached) {

    static Target requests(int most) {
        return new Target(most == 1 ? "1 request" : "at most " + most + " requests", cost -> cost.requests() <= most);
    }

    static Target commits(int most) {
        return new Target("at most " + most + " commits", cost -> cost.commits() <= most);
    }

    static Target seconds(double below) {
        return new Target("under " + below + " s", cost -> cost.millis() < 1_000 * below);
    }

    static Target heapMegabytes(int below) {
        return new Target(
                "under " + below + " MB of heap",
                cost -> cost.process().filter(p -> p.heapMegabytes() < below).isPresent());
    }

    /** Holds if the operation says of itself what it is to say. */
    static Target remark(String remark) {
        return new Target(remark, cost -> cost.remark().equals(remark));
    }

    Target and(Target other) {
        return new Target(text + ", " + other.text, reached.and(other.reached));
    }
}
