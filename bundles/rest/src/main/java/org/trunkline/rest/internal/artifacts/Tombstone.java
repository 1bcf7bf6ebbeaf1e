package org.trunkline.rest.internal.artifacts;

import java.util.Optional;
import java.util.Set;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.document.GatewayDocument;
import org.trunkline.sync.document.InvalidDocumentException;
import org.trunkline.sync.publish.Publication;

/** Makes the write that takes an artifact off its label: a tombstone of what is published there, and of nothing else. */
final class Tombstone {

    private Tombstone() {}

    /**
     * A write that is refused if something else is published by then.
     *
     * @throws ProblemException 409 if it is not published now, 422 if it does not tell what a gateway has to undeploy
     */
    static ArtifactWrite of(ArtifactStore store, ArtifactKey key, String user)
            throws ProblemException, ArtifactStoreException {
        Artifact artifact = store.read(key)
                .filter(found -> found.info().instruction() == Instruction.PUBLISH)
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                        409, "Conflict", "Somebody else removed " + key + " meanwhile. Nothing was removed.")));
        GatewayDocument document;
        try {
            document = GatewayDocument.parse(artifact.body());
        } catch (InvalidDocumentException e) {
            throw new ProblemException(
                    HttpProblem.of(
                            422,
                            "Not an API artifact",
                            "What is published for " + key + " does not tell what a gateway has to undeploy: "
                                    + e.getMessage() + " Publish a good version, then remove that."),
                    e);
        }
        return Publication.of(document, Optional.of(user))
                .remove(Set.of(key.label()))
                .get(0)
                .expecting(artifact.info().revision());
    }
}
