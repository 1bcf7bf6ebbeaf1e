package org.trunkline.rest.internal.registry;

import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.EntityTags;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;

/**
 * What somebody takes for granted about what is changed.
 *
 * @param absent whether nothing must be there
 * @param expected the revision that must be there
 */
record RevisionPrecondition(boolean absent, OptionalLong expected) {

    static final Parameter[] HEADERS = {
        Parameter.optional("If-Match", "the revision that may be changed, in double quotes, as ETag shows it"),
        Parameter.optional("If-None-Match", "*: only where nothing is yet")
    };

    static RevisionPrecondition of(Call call) throws ProblemException {
        Optional<String> match = call.header("If-Match");
        Optional<String> noneMatch = call.header("If-None-Match");
        if (match.isPresent() && noneMatch.isPresent()) {
            throw ProblemException.badRequest("Give only one of If-Match and If-None-Match.");
        }
        if (noneMatch.isPresent()) {
            if (!noneMatch.get().trim().equals("*")) {
                throw ProblemException.badRequest("Only * is known for If-None-Match here.");
            }
            return new RevisionPrecondition(true, OptionalLong.empty());
        }
        return match.isPresent()
                ? new RevisionPrecondition(false, OptionalLong.of(revision(match.get())))
                : new RevisionPrecondition(false, OptionalLong.empty());
    }

    private static long revision(String header) throws ProblemException {
        EntityTags tags = EntityTags.parse("If-Match", header);
        if (tags.any() || tags.tags().size() != 1) {
            throw ProblemException.badRequest("If-Match must hold one revision in double quotes here.");
        }
        String tag = tags.tags().get(0);
        if (!tag.matches("[0-9]{1,18}")) {
            throw failed("No resource of this registry has the revision '" + tag + "'.", null);
        }
        return Long.parseLong(tag);
    }

    boolean isSet() {
        return absent || expected.isPresent();
    }

    ResourceDraft on(ResourceDraft draft) {
        if (absent) {
            return draft.expectingNothing();
        }
        return expected.isPresent() ? draft.expecting(expected.getAsLong()) : draft;
    }

    /** For what has no draft. */
    void check(Resource present) throws ProblemException {
        if (absent || expected.isPresent() && expected.getAsLong() != present.revision()) {
            throw failed(
                    present.path() + " has the revision " + present.revision() + ", which is not what is asked for.",
                    null);
        }
    }

    /** What a conflict is for the one who set this precondition. */
    ProblemException failed(RegistryException conflict) {
        return failed(RegistryProblems.sentence(conflict.getMessage()), conflict);
    }

    private static ProblemException failed(String detail, RegistryException cause) {
        return new ProblemException(HttpProblem.of(412, "Precondition failed", detail), cause);
    }
}
