package org.trunkline.lifecycle;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a configuration is no lifecycle. Its message lists everything that is wrong with it. */
public final class InvalidLifecycleException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidLifecycleException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of their places; at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Something that is wrong with a configuration. Immutable.
     *
     * @param line from 1; 0 if it is not known
     * @param column from 1; 0 if it is not known
     */
    public record Problem(int line, int column, String text) {

        @Override
        public String toString() {
            return line > 0 ? "line " + line + ", column " + column + ": " + text : text;
        }
    }
}
