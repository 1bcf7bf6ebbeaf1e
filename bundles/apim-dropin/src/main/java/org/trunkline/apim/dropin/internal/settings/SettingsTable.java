package org.trunkline.apim.dropin.internal.settings;

import static org.trunkline.settings.Key.optional;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trunkline.settings.Key;
import org.trunkline.settings.StoreKeys;
import org.trunkline.settings.ValueType.Bytes;
import org.trunkline.settings.ValueType.Flag;
import org.trunkline.settings.ValueType.JdbcUrl;
import org.trunkline.settings.ValueType.OneOf;
import org.trunkline.settings.ValueType.Secret;
import org.trunkline.settings.ValueType.Text;
import org.trunkline.settings.ValueType.WholeNumber;

/**
 * A table of trunkline.toml. The keys of the stores, their defaults and their meaning are those of Trunkline's own server; the
 * name that the server gives a table is understood as well, so that what its documentation and its messages say holds here.
 */
public enum SettingsTable {
    /** Which store is used, and what holds for all of them. */
    SYNC(
            "sync",
            optional("store", new OneOf(List.of("github", "jdbc", "file", "remote"))),
            optional("max_artifact_size", new Bytes(1L << 10, 1L << 30), "64MB"),
            optional("saver", new Flag(), false)),
    GITHUB("store.github", StoreKeys.github("repository/database/trunkline-github-cache")),
    JDBC(
            "database.sync_runtime_artifacts_db",
            optional("data_source", new Text()),
            optional("type", new OneOf(List.of("h2", "postgresql", "postgre", "mariadb"))),
            optional("url", new JdbcUrl()),
            optional("username", new Text(), "trunkline"),
            optional("password", new Secret(false)),
            optional("history", new WholeNumber(1, 1_000_000)),
            optional("durable", new Flag())),
    FILE("store.file", StoreKeys.file()),
    REMOTE("store.remote", StoreKeys.remote(new Secret(false)));

    private final String serverName;
    private final List<Key> keys;

    SettingsTable(String serverName, Key... keys) {
        this.serverName = serverName;
        this.keys = List.of(keys);
    }

    static SettingsTable ofStore(String store) {
        return valueOf(store.toUpperCase(Locale.ROOT));
    }

    static Optional<SettingsTable> named(String name) {
        return Arrays.stream(values())
                .filter(table -> name.equals(table.toString()) || name.equals(table.serverName))
                .findFirst();
    }

    /** Whether a table that is known lies below this one. */
    static boolean leadsToTable(String name) {
        return Arrays.stream(values()).anyMatch(table -> table.serverName.startsWith(name + "."));
    }

    static String names() {
        return Arrays.stream(values()).map(SettingsTable::toString).collect(Collectors.joining(", "));
    }

    public List<Key> keys() {
        return keys;
    }

    Optional<Key> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    List<String> keyNames() {
        return keys.stream().map(Key::name).collect(Collectors.toList());
    }

    /** What the names of the table's environment variables begin with. */
    String variablePrefix() {
        return "TRUNKLINE_" + name() + "_";
    }

    String variable(Key key) {
        return variablePrefix() + key.name().toUpperCase(Locale.ROOT);
    }

    /** The table's name in trunkline.toml. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
