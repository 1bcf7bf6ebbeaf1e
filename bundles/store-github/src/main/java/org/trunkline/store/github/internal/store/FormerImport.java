package org.trunkline.store.github.internal.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.store.github.GitHubImport;
import org.trunkline.store.github.ImportPlan;
import org.trunkline.store.github.internal.client.GitHubApi;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/** Moves the files of the former layout in one commit. Thread-safe. */
final class FormerImport implements GitHubImport {

    private static final int MOST_RACES = 5;

    private final GitHubApi api;
    private final ArtifactPaths paths;
    private final Branch branch;
    private final FormerFiles files;
    private final Clock clock;

    FormerImport(GitHubApi api, ArtifactPaths paths, Branch branch, FormerFiles files, Clock clock) {
        this.api = api;
        this.paths = paths;
        this.branch = branch;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public ImportPlan plan() throws ArtifactStoreException {
        Optional<CommitIndex> base = branch.asked();
        if (base.isEmpty()) {
            return new ImportPlan(List.of(), Map.of());
        }
        FormerFiles.Former former = files.at(base.get());
        List<ImportPlan.Move> moves = new ArrayList<>();
        for (Artifact artifact : former.artifacts().values()) {
            ArtifactKey key = artifact.key();
            String to = paths.path(key, artifact.info().instruction());
            moves.add(new ImportPlan.Move(artifact.info(), former.files().get(key), to));
        }
        return new ImportPlan(moves, former.problems());
    }

    @Override
    public Revision run() throws ArtifactStoreException {
        for (int races = 0; races < MOST_RACES; races++) {
            Optional<CommitIndex> base = branch.asked();
            if (base.isEmpty()) {
                throw ArtifactStoreException.rejected("There is no branch, so there is nothing to import");
            }
            FormerFiles.Former former = files.at(base.get());
            if (former.artifacts().isEmpty()) {
                return Revision.of(base.get().commit());
            }
            CommitPlan plan = branch.plan(base, clock.instant());
            former.artifacts()
                    .forEach((key, artifact) ->
                            plan.move(artifact, former.files().get(key)));
            Optional<String> commit =
                    api.commit(Optional.of(base.get().commit()), plan.message(), plan.additions(), plan.deletions());
            if (commit.isPresent()) {
                branch.moved(plan.after(commit.get()), plan.additions().values());
                return Revision.of(commit.get());
            }
        }
        throw ArtifactStoreException.conflict("Tried " + MOST_RACES
                + " times to import, and each time another writer had moved the branch. Nothing was moved; try again when"
                + " fewer publishers write.");
    }
}
