package org.trunkline.store.github.internal.store;

import java.util.Optional;
import org.trunkline.github.fake.GitHubFake;

class StoreOnGitHubTest extends GitHubStoreContract {

    StoreOnGitHubTest() {
        super(GitHubFake.builder().unchecked(), Optional.empty(), "");
    }
}
