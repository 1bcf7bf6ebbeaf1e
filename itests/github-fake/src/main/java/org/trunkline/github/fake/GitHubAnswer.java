package org.trunkline.github.fake;

/** An error answer of GitHub, thrown from wherever it is found out. */
final class GitHubAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    GitHubAnswer(int status, String message) {
        super(message);
        this.status = status;
    }

    static GitHubAnswer notFound() {
        return new GitHubAnswer(404, "Not Found");
    }

    static GitHubAnswer invalid(String message) {
        return new GitHubAnswer(422, message);
    }

    int status() {
        return status;
    }
}
