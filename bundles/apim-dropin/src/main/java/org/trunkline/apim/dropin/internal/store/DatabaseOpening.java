package org.trunkline.apim.dropin.internal.store;

import java.util.Optional;
import org.trunkline.apim.dropin.internal.settings.Settings;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Drivers;
import org.trunkline.store.jdbc.JdbcArtifactStore;
import org.trunkline.store.jdbc.JdbcStoreSettings;
import org.trunkline.sync.ArtifactStoreException;

/** Makes the store in a database: one of its own, or the host's by the name of a data source. */
final class DatabaseOpening {

    private final Settings settings;

    DatabaseOpening(Settings settings) {
        this.settings = settings;
    }

    OpenStore open() throws ArtifactStoreException {
        Optional<String> dataSource = settings.text("data_source");
        if (dataSource.isPresent()) {
            HostDataSource host = HostDataSource.lookUp(dataSource.get());
            JdbcArtifactStore store = store(host.type(), "jdbc:" + host.type() + ":" + dataSource.get(), host);
            return new OpenStore(store, store::close);
        }
        String url = settings.text("url").orElseThrow();
        DatabaseType type = DatabaseType.of(settings.text("type").orElseGet(() -> kind(url)));
        EmbeddedDrivers drivers = new EmbeddedDrivers();
        JdbcArtifactStore store = store(type, url, drivers);
        return new OpenStore(store, () -> {
            store.close();
            drivers.close();
        });
    }

    /** What stands between the first two colons: {@code jdbc:postgresql://...}. */
    private static String kind(String url) {
        return url.split(":", 3)[1];
    }

    private JdbcArtifactStore store(DatabaseType type, String url, Drivers drivers) {
        JdbcStoreSettings store = JdbcStoreSettings.of(
                type,
                url,
                settings.text("username").orElse(""),
                settings.text("password").orElse(""));
        Object history = settings.values().get("history");
        Object durable = settings.values().get("durable");
        return new JdbcArtifactStore(
                store.history(history == null ? store.history() : (Integer) history)
                        .durable(durable == null ? store.durable() : (Boolean) durable),
                drivers);
    }
}
