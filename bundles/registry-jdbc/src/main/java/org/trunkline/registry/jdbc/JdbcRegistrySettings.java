package org.trunkline.registry.jdbc;

import java.util.Objects;
import org.trunkline.jdbc.DatabaseSettings;
import org.trunkline.registry.Environments;

/** Which database a registry is kept in, and how. Immutable. */
public final class JdbcRegistrySettings {

    /** The largest content unless something else is asked for: 64 MiB. */
    public static final long DEFAULT_MAX_CONTENT = 64L * 1024 * 1024;

    private final DatabaseSettings database;
    private final Environments environments;
    private final long maxContent;
    private final boolean durable;

    private JdbcRegistrySettings(
            DatabaseSettings database, Environments environments, long maxContent, boolean durable) {
        this.database = database;
        this.environments = environments;
        this.maxContent = maxContent;
        this.durable = durable;
    }

    /** A durable registry with WSO2's environments and the default limit of content. */
    public static JdbcRegistrySettings of(DatabaseSettings database) {
        return new JdbcRegistrySettings(
                Objects.requireNonNull(database, "database"), Environments.DEFAULT, DEFAULT_MAX_CONTENT, true);
    }

    /** The same with other environments: their trunk is where no two services may be the same. */
    public JdbcRegistrySettings environments(Environments value) {
        return new JdbcRegistrySettings(database, Objects.requireNonNull(value, "environments"), maxContent, durable);
    }

    /**
     * The same with another limit of content.
     *
     * @param bytes the largest content, 1 or more
     */
    public JdbcRegistrySettings maxContent(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("max_content_size must be at least 1 byte, it is " + bytes);
        }
        return new JdbcRegistrySettings(database, environments, bytes, durable);
    }

    /**
     * The same, acknowledging a write on H2 before it is on the disk ({@code false}: a crash may cost the last half
     * second) or after. PostgreSQL and MariaDB decide that by their own configuration.
     */
    public JdbcRegistrySettings durable(boolean value) {
        return new JdbcRegistrySettings(database, environments, maxContent, value);
    }

    public DatabaseSettings database() {
        return database;
    }

    public Environments environments() {
        return environments;
    }

    /** In bytes. */
    public long maxContent() {
        return maxContent;
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
