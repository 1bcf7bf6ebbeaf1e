package org.trunkline.rest.internal.artifacts;

import java.util.Optional;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.EntityTags;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/**
 * What a publisher takes for granted about what it replaces.
 *
 * @param absent whether nothing must ever have been stored
 * @param expected the revision that the artifact must have
 * @param byHeader whether it was asked for with a header of HTTP, whose failure has a status of its own
 */
record Precondition(boolean absent, Optional<Revision> expected, boolean byHeader) {

    static final Parameter[] HEADERS = {
        Parameter.optional("If-Match", "the revision of the artifact that may be replaced, in double quotes"),
        Parameter.optional("If-None-Match", "*: publish only where nothing was ever stored")
    };
    static final Parameter EXPECTED =
            Parameter.optional("expected", "the revision of the artifact that may be replaced, as If-Match");

    static Precondition of(Call call) throws ProblemException {
        Optional<String> match = call.header("If-Match");
        Optional<String> noneMatch = call.header("If-None-Match");
        Optional<String> expected = call.query().value("expected");
        if (match.isPresent() && noneMatch.isPresent()
                || expected.isPresent() && (match.isPresent() || noneMatch.isPresent())) {
            throw ProblemException.badRequest("Give only one of If-Match, If-None-Match and 'expected'.");
        }
        if (noneMatch.isPresent()) {
            if (!noneMatch.get().trim().equals("*")) {
                throw ProblemException.badRequest("Only * is known for If-None-Match here.");
            }
            return new Precondition(true, Optional.empty(), true);
        }
        if (match.isPresent()) {
            EntityTags tags = EntityTags.parse("If-Match", match.get());
            if (tags.any() || tags.tags().size() != 1) {
                throw ProblemException.badRequest("If-Match must hold one revision in double quotes here.");
            }
            return new Precondition(
                    false, Optional.of(Asked.revision(tags.tags().get(0))), true);
        }
        return new Precondition(
                false, expected.isPresent() ? Optional.of(Asked.revision(expected.get())) : Optional.empty(), false);
    }

    ArtifactWrite on(ArtifactWrite write) {
        if (absent) {
            return write.expectingAbsent();
        }
        return expected.map(write::expecting).orElse(write);
    }

    /** What a lost race is for the one who set this precondition. */
    ProblemException failed(ArtifactStoreException conflict) {
        return new ProblemException(
                byHeader
                        ? HttpProblem.of(412, "Precondition failed", conflict.getMessage())
                        : HttpProblem.of(409, "Conflict", conflict.getMessage()),
                conflict);
    }
}
