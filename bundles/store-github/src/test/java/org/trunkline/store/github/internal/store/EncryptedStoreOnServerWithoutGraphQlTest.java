package org.trunkline.store.github.internal.store;

import java.util.Optional;
import org.trunkline.github.fake.GitHubFake;

class EncryptedStoreOnServerWithoutGraphQlTest extends GitHubStoreContract {

    EncryptedStoreOnServerWithoutGraphQlTest() {
        super(
                GitHubFake.builder().unchecked().withoutGraphQl().empty(),
                Optional.of(StoreOnFake.KEY),
                "gateways/artifacts");
    }
}
