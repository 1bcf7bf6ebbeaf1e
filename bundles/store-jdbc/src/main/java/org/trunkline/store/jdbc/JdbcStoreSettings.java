package org.trunkline.store.jdbc;

import java.util.Objects;

/** Which database a store keeps its artifacts in, and how. Immutable. */
public final class JdbcStoreSettings {

    /** How many versions of each artifact are kept unless something else is asked for. */
    public static final int DEFAULT_HISTORY = 20;

    private final DatabaseType type;
    private final String url;
    private final String username;
    private final String password;
    private final int history;
    private final boolean durable;

    private JdbcStoreSettings(
            DatabaseType type, String url, String username, String password, int history, boolean durable) {
        this.type = type;
        this.url = url;
        this.username = username;
        this.password = password;
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
        Objects.requireNonNull(type, "type");
        if (!Objects.requireNonNull(url, "url").startsWith("jdbc:" + type + ":")) {
            throw new IllegalArgumentException(
                    "The url of a database of type " + type + " begins with jdbc:" + type + ":, this one does not");
        }
        if (url.matches("(?i).*[;?&]password=.*")) {
            throw new IllegalArgumentException("The url holds a password: move it to the key password");
        }
        return new JdbcStoreSettings(
                type,
                url,
                Objects.requireNonNull(username, "username"),
                Objects.requireNonNull(password, "password"),
                DEFAULT_HISTORY,
                true);
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
        return new JdbcStoreSettings(type, url, username, password, versions, durable);
    }

    /**
     * The same, acknowledging a write on H2 before it is on the disk ({@code false}: a crash may cost the last half
     * second) or after. PostgreSQL and MariaDB decide that by their own configuration.
     */
    public JdbcStoreSettings durable(boolean value) {
        return new JdbcStoreSettings(type, url, username, password, history, value);
    }

    public DatabaseType type() {
        return type;
    }

    public String url() {
        return url;
    }

    public String username() {
        return username;
    }

    String password() {
        return password;
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
        return url.split("[;?]", 2)[0];
    }
}
