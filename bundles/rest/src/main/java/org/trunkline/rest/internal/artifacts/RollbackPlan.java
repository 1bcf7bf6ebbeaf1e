package org.trunkline.rest.internal.artifacts;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/**
 * What has to be written so that artifacts are again what they were at a revision.
 *
 * @param head the store's revision when it was made
 * @param changes in the order of their keys
 * @param stays what is published now as it was then
 */
record RollbackPlan(Revision to, Revision head, List<Change> changes, List<ArtifactInfo> stays) {

    RollbackPlan {
        changes = List.copyOf(changes);
        stays = List.copyOf(stays);
    }

    /**
     * One artifact that changes.
     *
     * @param now empty if nothing is stored
     * @param then what is published again; empty if it was not published then, so that it is removed
     */
    record Change(Optional<ArtifactInfo> now, Optional<Artifact> then) {

        Instruction instruction() {
            return then.isPresent() ? Instruction.PUBLISH : Instruction.REMOVE;
        }

        private String state() {
            return now.map(RollbackPlan::state).orElse("nothing")
                    + " > "
                    + then.map(artifact -> state(artifact)).orElse("removed");
        }

        private static String state(Artifact artifact) {
            return RollbackPlan.state(artifact.info());
        }
    }

    /** The same for plans that write the same over the same. */
    String digest() {
        StringBuilder text = new StringBuilder(to.toString());
        changes.forEach(change -> text.append('\n').append(change.state()));
        text.append("\nstays");
        stays.forEach(info -> text.append('\n').append(state(info)));
        return ArtifactBody.of(text.toString()).sha256();
    }

    private static String state(ArtifactInfo info) {
        return info.key() + " " + info.instruction() + " " + info.sha256();
    }

    JsonObject json() {
        ArtifactJson artifactJson = new ArtifactJson();
        JsonArray changed = new JsonArray();
        for (Change change : changes) {
            JsonObject json = new JsonObject();
            json.addProperty("instruction", change.instruction().wireName());
            change.now().ifPresent(info -> json.add("now", artifactJson.of(info)));
            change.then().ifPresent(artifact -> json.add("then", artifactJson.of(artifact.info())));
            changed.add(json);
        }
        JsonObject json = new JsonObject();
        json.addProperty("to", to.toString());
        json.addProperty("head", head.toString());
        json.addProperty("expected", digest());
        json.add("changes", changed);
        json.add("stays", artifactJson.list(stays).get("artifacts"));
        return json;
    }
}
