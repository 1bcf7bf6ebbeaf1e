package org.trunkline.jdbc;

import java.util.Objects;

/** Which database, and who asks it. Immutable. */
public final class DatabaseSettings {

    private final DatabaseType type;
    private final String url;
    private final String username;
    private final String password;

    private DatabaseSettings(DatabaseType type, String url, String username, String password) {
        this.type = type;
        this.url = url;
        this.username = username;
        this.password = password;
    }

    /**
     * @param url a JDBC URL without user and password, for example {@code jdbc:h2:/var/lib/trunkline/artifacts}
     * @throws IllegalArgumentException if the URL is not one of this type of database, or holds a password
     */
    public static DatabaseSettings of(DatabaseType type, String url, String username, String password) {
        Objects.requireNonNull(type, "type");
        if (!Objects.requireNonNull(url, "url").startsWith("jdbc:" + type + ":")) {
            throw new IllegalArgumentException(
                    "The url of a database of type " + type + " begins with jdbc:" + type + ":, this one does not");
        }
        if (url.matches("(?i).*[;?&]password=.*")) {
            throw new IllegalArgumentException("The url holds a password: move it to the key password");
        }
        return new DatabaseSettings(
                type, url, Objects.requireNonNull(username, "username"), Objects.requireNonNull(password, "password"));
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

    /** For messages: the URL without its options. */
    @Override
    public String toString() {
        return url.split("[;?]", 2)[0];
    }
}
