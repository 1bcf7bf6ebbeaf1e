package org.trunkline.bench;

import java.util.Optional;

/**
 * One operation: what it cost, what it was to cost, and what the naive way cost.
 *
 * @param target empty where nothing was asked for
 */
record GitHubRow(String operation, Cost ours, Optional<Target> target, Cost naive) {

    GitHubRow(String operation, Cost ours, Target target, Cost naive) {
        this(operation, ours, Optional.of(target), naive);
    }

    Optional<Boolean> reached() {
        return target.map(t -> t.reached().test(ours));
    }

    String targetText() {
        return target.map(Target::text).orElse("");
    }
}
