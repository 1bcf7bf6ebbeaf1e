package org.trunkline.rest.internal.http;

/** Ends a request with a problem. */
public final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient HttpProblem problem;

    public ProblemException(HttpProblem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public ProblemException(HttpProblem problem, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    /** The request itself is wrong: asking again the same way does not help. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(HttpProblem.of(400, "Bad request", detail));
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(HttpProblem.of(404, "Not found", detail));
    }

    /** This node lacks the part that could do it. */
    public static ProblemException notOnThisNode(String detail) {
        return new ProblemException(HttpProblem.of(409, "Not on this node", detail));
    }

    public HttpProblem problem() {
        return problem;
    }
}
