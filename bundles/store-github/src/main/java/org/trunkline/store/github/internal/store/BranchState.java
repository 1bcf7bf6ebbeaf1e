package org.trunkline.store.github.internal.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.store.github.internal.layout.FormerLayout;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Instruction;

/** Where an artifact is found among the files of a commit. */
final class BranchState {

    /** A key that stands in both places was put there by a merge: it is published. */
    static final List<Instruction> ORDER = List.of(Instruction.PUBLISH, Instruction.REMOVE);

    private BranchState() {}

    static Optional<String> path(Map<String, String> blobs, ArtifactPaths paths, ArtifactKey key) {
        return ORDER.stream()
                .map(instruction -> paths.path(key, instruction))
                .filter(blobs::containsKey)
                .findFirst();
    }

    /** The blob that holds the artifact's state, be it in the former layout. */
    static Optional<String> blob(Map<String, String> blobs, ArtifactPaths paths, ArtifactKey key) {
        return path(blobs, paths, key)
                .or(() -> Optional.of(FormerLayout.path(key.label(), key.id())).filter(blobs::containsKey))
                .map(blobs::get);
    }
}
