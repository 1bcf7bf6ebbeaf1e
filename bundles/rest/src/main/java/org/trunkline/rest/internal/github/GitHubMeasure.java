package org.trunkline.rest.internal.github;

import org.trunkline.rest.internal.metrics.Measure;

/** What is measured of the GitHub store. What GitHub has not said yet is not a number. */
public enum GitHubMeasure implements Measure {
    REQUESTS("trunkline.github.requests", true, "Requests that this node made to GitHub since the start"),
    NOT_MODIFIED(
            "trunkline.github.not.modified",
            true,
            "Those of them that were answered with 304, which costs nothing of the limit"),
    LAST_HOUR("trunkline.github.requests.last.hour", false, "Requests that this node made in the last hour"),
    LIMIT("trunkline.github.rate.limit", false, "Requests that GitHub allows this identity in an hour"),
    REMAINING("trunkline.github.rate.limit.remaining", false, "What is left of them, for all who use the identity"),
    RESET("trunkline.github.rate.limit.reset.seconds", false, "When the limit begins anew, as Unix time"),
    PAUSED("trunkline.github.paused", false, "Whether no request is made because of a limit");

    private final String meterName;
    private final boolean counter;
    private final String meaning;

    GitHubMeasure(String meterName, boolean counter, String meaning) {
        this.meterName = meterName;
        this.counter = counter;
        this.meaning = meaning;
    }

    @Override
    public String meterName() {
        return meterName;
    }

    @Override
    public boolean counter() {
        return counter;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
