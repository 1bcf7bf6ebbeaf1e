package org.trunkline.github.fake;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** How branches look to one request: as they are, or as they were before the last move. */
record FakeBranchView(FakeRepository repository, boolean stale, boolean truncatesTrees) {

    Optional<ObjectId> head(String branch) {
        return stale ? repository.previousHead(branch) : repository.git().branch(branch);
    }
}
