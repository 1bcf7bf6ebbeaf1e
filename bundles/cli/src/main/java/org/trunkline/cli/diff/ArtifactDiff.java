package org.trunkline.cli.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** How to read one state of an artifact becoming another, as a unified diff of their readable forms. */
public final class ArtifactDiff {

    private static final int CONTEXT = 3;

    private ArtifactDiff() {}

    /**
     * The lines of the diff, with a header; none if the two say the same, however they are spelled.
     *
     * @param fromName what the header calls the first one
     * @param from the body as it was published
     */
    public static List<String> of(String fromName, String from, String toName, String to) {
        var before = ReadableDocument.lines(from);
        var after = ReadableDocument.lines(to);
        return UnifiedDiffUtils.generateUnifiedDiff(fromName, toName, before, DiffUtils.diff(before, after), CONTEXT);
    }
}
