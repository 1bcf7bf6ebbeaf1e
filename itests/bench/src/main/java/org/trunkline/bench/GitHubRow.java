package org.trunkline.bench;

/** One operation: what it cost, what it was to cost, and what the naive way cost. */
record GitHubRow(String operation, Cost ours, Target target, Cost naive) {

    boolean reached() {
        return target.reached().test(ours);
    }
}
