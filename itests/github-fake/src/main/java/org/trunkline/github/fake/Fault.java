package org.trunkline.github.fake;

import java.time.Duration;
import java.util.Map;

/** Something that goes wrong with one request, in place of GitHub's answer or on the way. */
public sealed interface Fault {

    /** GitHub answers so and does nothing. */
    record Status(int status, Map<String, String> headers, String message) implements Fault {}

    /** GraphQL answers with HTTP 200 and an error, and does nothing; to REST it does not happen. */
    record GraphQlError(String type, String message) implements Fault {}

    /** The request is carried out and the connection closed before any of the answer is sent. */
    record LostAnswer() implements Fault {}

    /** The connection is closed and nothing was done. */
    record LostRequest() implements Fault {}

    /** The request is carried out and the answer breaks off in the middle of its body. */
    record CutAnswer() implements Fault {}

    /** The answer comes so much later. */
    record Late(Duration by) implements Fault {}

    /** What is asked of the branch by its name is answered with the state that it had before the last move. */
    record StaleBranch() implements Fault {}

    /** A list of a tree comes short and says so. */
    record TruncatedTree() implements Fault {}

    static Fault serverError(int status) {
        return new Status(status, Map.of(), "Server Error");
    }

    /** A rule of the repository keeps the branch from being moved (REST). */
    static Fault protectedBranch() {
        return new Status(
                422, Map.of(), "Repository rule violations found\n\nChanges must be made through a pull request.\n");
    }

    /** The same as GraphQL says it (vscode-remote-repositories-github, thread 252). */
    static Fault protectedBranchInGraphQl() {
        return new GraphQlError(
                "UNPROCESSABLE",
                "protected branch 'main' check failed:\nAt least 1 approving review is required by reviewers with write"
                        + " access.");
    }

    static Fault badCredentials() {
        return new Status(401, Map.of(), "Bad credentials");
    }

    /** The primary limit: nothing remains until the reset. */
    static Fault primaryLimit(long resetEpochSeconds) {
        return new Status(
                403,
                Map.of(
                        "x-ratelimit-limit", "5000",
                        "x-ratelimit-remaining", "0",
                        "x-ratelimit-used", "5000",
                        "x-ratelimit-reset", Long.toString(resetEpochSeconds),
                        "x-ratelimit-resource", "core"),
                "API rate limit exceeded for user ID 1.");
    }

    /** The secondary limit with its header. */
    static Fault secondaryLimit(int status, int retryAfterSeconds) {
        return new Status(
                status,
                Map.of("retry-after", Integer.toString(retryAfterSeconds)),
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
    }

    /** The secondary limit as GraphQL tells it. */
    static Fault secondaryLimitInGraphQl() {
        return new GraphQlError(
                "RATE_LIMITED",
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
    }

    /** The secondary limit as it also comes: no header, only the text tells. */
    static Fault secondaryLimitWithoutHeader() {
        return new Status(
                403,
                Map.of(),
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
    }
}
