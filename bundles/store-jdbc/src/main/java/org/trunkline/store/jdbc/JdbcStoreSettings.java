package org.trunkline.store.jdbc;

import org.trunkline.jdbc.DatabaseSettings;
import org.trunkline.jdbc.DatabaseType;

/** Which database a store keeps its artifacts in, and how. Immutable. */
public final class JdbcStoreSettings {

    /** How many versions of each artifact are kept unless something else is asked for. */
    public static final int DEFAULT_HISTORY = 20;

    private final DatabaseSettings database;
    private final int history;
    private final boolean durable;

    private JdbcStoreSettings(DatabaseSettings database, int history, boolean durable) {
        this.database = database;
        this.history = history;
        this.durable = durable;
    }

    /**
     * A durable store with the default history.
     *
     * @param url a JDBC URL without user and password, for example {@code jdbc:h2:/var/lib/trunkline/artifacts}
     * @throws IllegalArgumentException if the URL is not one of this type of database, or holds a password
     */
    public static JdbcStoreSettings of(DatabaseType type, String url, String username, String password) {
        return new JdbcStoreSettings(DatabaseSettings.of(type, url, username, password), DEFAULT_HISTORY, true);
    }

    /**
     * The same with another number of versions that are kept of each artifact.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public JdbcStoreSettings history(int versions) {
        if (versions < 1) {
            throw new IllegalArgumentException("history must be at least 1, it is " + versions);
        }
        return new JdbcStoreSettings(database, versions, durable);
    }

    /**
     * The same, acknowledging a write on H2 before it is on the disk ({@code false}: a crash may cost the last half
     * second) or after. PostgreSQL and MariaDB decide that by their own configuration.
     */
    public JdbcStoreSettings durable(boolean value) {
        return new JdbcStoreSettings(database, history, value);
    }

    public DatabaseType type() {
        return database.type();
    }

    public String url() {
        return database.url();
    }

    public String username() {
        return database.username();
    }

    DatabaseSettings database() {
        return database;
    }

    public int history() {
        return history;
    }

    public boolean durable() {
        return durable;
    }

    /** For messages: the URL without its options. */
    @Override
    public String toString() {
        return database.toString();
    }
}
