package org.trunkline.store.github.internal.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.trunkline.store.github.internal.layout.FormerLayout;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactCursor;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;

/** What is published in our layout, and after it what is published in the former one. */
final class FormerCursor implements ArtifactCursor {

    private final ArtifactCursor ours;
    private final Iterator<ArtifactEntry> formers;

    /** @param shadowed keys that our layout holds */
    FormerCursor(ArtifactCursor ours, FormerFiles.Former former, Set<String> labels, Predicate<ArtifactKey> shadowed) {
        this.ours = ours;
        List<ArtifactEntry> entries = new ArrayList<>();
        for (Artifact artifact : former.artifacts().values()) {
            if (artifact.info().instruction() == Instruction.PUBLISH
                    && labels.contains(artifact.key().label())) {
                entries.add(ArtifactEntry.of(artifact));
            }
        }
        former.problems()
                .forEach((file, problem) -> FormerLayout.place(file)
                        .ifPresent(place -> labels.stream()
                                .filter(place::mayBeOf)
                                .filter(label -> !shadowed.test(ArtifactKey.synapse(label, place.apiId())))
                                .forEach(label -> entries.add(unreadable(label, place.apiId(), file, problem)))));
        this.formers = entries.iterator();
    }

    private static ArtifactEntry unreadable(String label, String apiId, String file, String problem) {
        return ArtifactEntry.unreadable(
                ArtifactKey.synapse(label, apiId),
                ArtifactStoreException.rejected("Cannot read file " + file + " of the former layout: " + problem
                        + ". Publish the API again, or delete the file."));
    }

    @Override
    public Optional<ArtifactEntry> next() throws ArtifactStoreException {
        Optional<ArtifactEntry> own = ours.next();
        return own.isPresent() || !formers.hasNext() ? own : Optional.of(formers.next());
    }

    @Override
    public void close() {
        ours.close();
    }
}
