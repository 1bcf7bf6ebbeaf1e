package org.trunkline.bench;

import java.nio.file.Path;
import java.util.Map;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.store.file.internal.FileArtifactStore;
import org.trunkline.store.jdbc.JdbcArtifactStore;
import org.trunkline.store.jdbc.JdbcStoreSettings;
import org.trunkline.store.remote.internal.RemoteStore;

/** The stores that are measured. */
enum StoreKind {
    H2_DEFAULT("store-jdbc on H2, not durable") {
        @Override
        OpenStore open(Path directory) {
            return h2(directory, false);
        }
    },
    H2_DURABLE("store-jdbc on H2, durable") {
        @Override
        OpenStore open(Path directory) {
            return h2(directory, true);
        }
    },
    FILE("store-file, durable") {
        @Override
        OpenStore open(Path directory) throws Exception {
            FileArtifactStore store = Component.configured(
                    FileArtifactStore.class,
                    Map.of(
                            "directory",
                            directory.resolve("artifacts").toAbsolutePath().toString()));
            return new OpenStore(store, store::close);
        }
    },
    REMOTE("store-remote over HTTPS, H2 durable") {
        @Override
        OpenStore open(Path directory) throws Exception {
            OpenStore behind = h2(directory, true);
            LoopbackPublisher publisher = new LoopbackPublisher(behind.store(), LoopbackKeys.in(directory.getParent()));
            RemoteStore store = Component.configured(
                    RemoteStore.class,
                    Map.of(
                            "url",
                            publisher.url(),
                            "username",
                            "bench",
                            "_password",
                            "bench",
                            "certificate",
                            publisher.certificate().toString()));
            return new OpenStore(store, behind::close, publisher::close, store::close);
        }
    };

    private final String label;

    StoreKind(String label) {
        this.label = label;
    }

    /** Opens the store that is kept in a directory; what all stores of a run share lies beside it. */
    abstract OpenStore open(Path directory) throws Exception;

    private static OpenStore h2(Path directory, boolean durable) {
        JdbcStoreSettings settings = JdbcStoreSettings.of(
                        DatabaseType.H2, "jdbc:h2:" + directory.resolve("artifacts"), "trunkline", "bench")
                .durable(durable);
        JdbcArtifactStore store = new JdbcArtifactStore(settings, type -> new OsgiDataSourceFactory(new Driver()));
        return new OpenStore(store, store::close);
    }

    @Override
    public String toString() {
        return label;
    }
}
