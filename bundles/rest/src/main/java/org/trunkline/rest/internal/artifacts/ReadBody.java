package org.trunkline.rest.internal.artifacts;

import java.util.Optional;
import java.util.Set;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.EntityTags;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;

/** The bytes of an artifact as they were published. A tombstone has bytes too, and says so in a header. */
final class ReadBody implements Handler {

    static final Parameter[] QUERY = {
        Asked.LABEL,
        Parameter.optional(
                "revision",
                "as it was at this revision of the store, or the beginning of a commit's name that tells one state of the"
                        + " artifact from the others; the latest unless given")
    };
    static final Parameter[] HEADERS = {
        Parameter.optional("If-None-Match", "digests in double quotes: answered with 304 if the body has one of them")
    };

    private final NodeParts parts;

    ReadBody(NodeParts parts) {
        this.parts = parts;
    }

    @Override
    public Reply handle(Call call) throws ProblemException, ArtifactStoreException {
        ArtifactKey key = Asked.key(call);
        Artifact artifact = read(key, call.query().value("revision"));
        String digest = artifact.info().sha256();
        Optional<String> known = call.header("If-None-Match");
        boolean unchanged = known.isPresent()
                && EntityTags.parse("If-None-Match", known.get()).contains(digest);
        Reply reply = unchanged ? Reply.empty(304) : Reply.of(200, new BodyContent(artifact.body()));
        return reply.with("ETag", "\"" + digest + "\"")
                .with("Cache-Control", "private, no-cache")
                .with("Trunkline-Revision", artifact.info().revision().toString())
                .with("Trunkline-Instruction", artifact.info().instruction().wireName());
    }

    private Artifact read(ArtifactKey key, Optional<String> revision) throws ProblemException, ArtifactStoreException {
        ArtifactStore store = parts.requireStore();
        if (revision.isEmpty()) {
            return store.read(key)
                    .orElseThrow(() -> ProblemException.notFound("Nothing was ever published for " + key + "."));
        }
        return store.read(key, NamedRevision.of(store, Set.of(key), revision.get()))
                .orElseThrow(() ->
                        ProblemException.notFound("Nothing had been published for " + key + " at that revision."));
    }
}
