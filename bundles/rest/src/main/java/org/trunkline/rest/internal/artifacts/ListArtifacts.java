package org.trunkline.rest.internal.artifacts;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Query;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactQuery;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;

/** The artifacts that match, one page of them. */
final class ListArtifacts implements Handler {

    static final Parameter[] QUERY = {
        Parameter.optional("label", "only those of this gateway label"),
        Parameter.optional("apiId", "only those of this API"),
        Parameter.optional("name", "only those of APIs with this name"),
        Parameter.optional("version", "only those of APIs with this version"),
        Parameter.optional("tenant", "only those of this tenant's domain"),
        Parameter.optional("instruction", "only those with this instruction, Publish or Remove"),
        Parameter.number("limit", "how many at most, from 1 to 1000; 100 unless given"),
        Parameter.optional("after", "where to go on: the 'next' of an earlier answer")
    };

    private static final int LIMIT = 100;
    private static final int GREATEST_LIMIT = 1000;

    private final NodeParts parts;
    private final ArtifactJson json = new ArtifactJson();

    ListArtifacts(NodeParts parts) {
        this.parts = parts;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, ArtifactStoreException {
        Query query = call.query();
        int limit = query.count("limit", LIMIT, GREATEST_LIMIT);
        Optional<String> after = query.value("after");
        ArtifactQuery wanted = wanted(query);
        List<ArtifactInfo> matches = parts.requireStore().find(wanted);
        if (after.isPresent()) {
            PagePosition position = PagePosition.parse(after.get());
            matches = matches.stream()
                    .filter(info -> position.isBefore(info.key()))
                    .toList();
        }
        boolean more = matches.size() > limit;
        List<ArtifactInfo> page = more ? matches.subList(0, limit) : matches;
        JsonObject answer = json.list(page);
        if (more) {
            PagePosition next = new PagePosition(page.get(limit - 1).key());
            answer.addProperty("next", next.toString());
        }
        return Reply.ok(answer);
    }

    private static ArtifactQuery wanted(Query query) throws ProblemException {
        ArtifactQuery wanted = ArtifactQuery.all();
        wanted = query.value("label").map(wanted::label).orElse(wanted);
        wanted = query.value("apiId").map(wanted::apiId).orElse(wanted);
        wanted = query.value("name").map(wanted::name).orElse(wanted);
        wanted = query.value("version").map(wanted::version).orElse(wanted);
        wanted = query.value("tenant").map(wanted::tenant).orElse(wanted);
        Optional<String> instruction = query.value("instruction");
        return instruction.isPresent() ? wanted.instruction(instruction(instruction.get())) : wanted;
    }

    private static Instruction instruction(String name) throws ProblemException {
        try {
            return Instruction.ofWireName(name);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage() + ".");
        }
    }
}
