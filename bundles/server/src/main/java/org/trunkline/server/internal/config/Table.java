package org.trunkline.server.internal.config;

import java.util.List;
import java.util.Optional;
import org.trunkline.settings.Key;

/**
 * A table of deployment.toml.
 *
 * @param name with dots, for example {@code keystore.tls}
 * @param use when the node looks at it
 * @param pids the configurations that get its values; none for a table that the server itself reads
 */
record Table(String name, Use use, List<String> pids, List<Key> keys) {

    /** When the node looks at a table. */
    enum Use {
        /** Always; without the table the defaults hold. */
        ALWAYS,
        /** On nodes that keep or read artifacts; without the table the defaults hold. */
        SYNC,
        /** On nodes that keep the registry; without the table the defaults hold. */
        REGISTRY,
        /** On nodes that publish, if the table is there: it switches publishing on. */
        PUBLISHER,
        /** On nodes that are gateways, if the table is there: it switches the gateway on. */
        GATEWAY,
        /** On nodes where the gateway is switched on; without the table the defaults hold. */
        WITH_GATEWAY,
        /** Where {@code [sync] store} names it. */
        STORE,
        /** If the table is there, where {@code [sync] store} names the table above it. */
        STORE_PART
    }

    static Table of(String name, Use use, List<String> pids, Key... keys) {
        return new Table(name, use, pids, List.of(keys));
    }

    Optional<Key> key(String keyName) {
        return keys.stream().filter(key -> key.name().equals(keyName)).findFirst();
    }
}
