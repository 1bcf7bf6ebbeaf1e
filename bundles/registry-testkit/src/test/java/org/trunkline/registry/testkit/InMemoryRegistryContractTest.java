package org.trunkline.registry.testkit;

import org.trunkline.registry.Registry;

class InMemoryRegistryContractTest extends RegistryContract {

    @Override
    protected Registry open() {
        return new InMemoryRegistry();
    }
}
