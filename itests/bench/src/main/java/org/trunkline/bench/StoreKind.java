package org.trunkline.bench;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.trunkline.store.file.internal.FileArtifactStore;
import org.trunkline.store.jdbc.DatabaseType;
import org.trunkline.store.jdbc.JdbcArtifactStore;
import org.trunkline.store.jdbc.JdbcStoreSettings;
import org.trunkline.sync.ArtifactStore;

/** The stores that are measured. */
enum StoreKind {
    H2_DEFAULT("store-jdbc on H2, not durable") {
        @Override
        ArtifactStore open(Path directory) {
            return h2(directory, false);
        }
    },
    H2_DURABLE("store-jdbc on H2, durable") {
        @Override
        ArtifactStore open(Path directory) {
            return h2(directory, true);
        }
    },
    FILE("store-file, durable") {
        @Override
        ArtifactStore open(Path directory) throws ReflectiveOperationException {
            return file(directory);
        }
    };

    private final String label;

    StoreKind(String label) {
        this.label = label;
    }

    /** Opens the store that is kept in a directory. It is to be {@linkplain #close closed}. */
    abstract ArtifactStore open(Path directory) throws Exception;

    static void close(ArtifactStore store) throws Exception {
        ((AutoCloseable) store).close();
    }

    private static ArtifactStore h2(Path directory, boolean durable) {
        JdbcStoreSettings settings = JdbcStoreSettings.of(
                        DatabaseType.H2, "jdbc:h2:" + directory.resolve("artifacts"), "trunkline", "bench")
                .durable(durable);
        return new JdbcArtifactStore(settings, type -> new OsgiDataSourceFactory(new Driver()));
    }

    /** The store takes its settings as Declarative Services makes them: an instance of an annotation. */
    private static ArtifactStore file(Path directory) throws ReflectiveOperationException {
        Constructor<?> constructor = FileArtifactStore.class.getConstructors()[0];
        Class<?> config = constructor.getParameterTypes()[0];
        Object settings = Proxy.newProxyInstance(
                config.getClassLoader(),
                new Class<?>[] {config},
                (proxy, key, arguments) -> key.getName().equals("directory")
                        ? directory.resolve("artifacts").toAbsolutePath().toString()
                        : key.getDefaultValue());
        return (ArtifactStore) constructor.newInstance(settings);
    }

    @Override
    public String toString() {
        return label;
    }
}
