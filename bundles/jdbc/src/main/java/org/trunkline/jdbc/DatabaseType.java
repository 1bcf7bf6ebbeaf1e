package org.trunkline.jdbc;

import java.util.Locale;

/** The databases that things can be kept in. */
public enum DatabaseType {
    /** Inside the JVM, in one file that one process owns. */
    H2("org.h2.Driver"),
    POSTGRESQL("org.postgresql.Driver"),
    MARIADB("org.mariadb.jdbc.Driver");

    private final String driverClass;

    DatabaseType(String driverClass) {
        this.driverClass = driverClass;
    }

    /**
     * The type of a configured name: {@code h2}, {@code postgresql} or WSO2's {@code postgre}, {@code mariadb}. Case does
     * not count.
     *
     * @throws IllegalArgumentException for any other name
     */
    public static DatabaseType of(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "h2":
                return H2;
            case "postgresql":
            case "postgre":
                return POSTGRESQL;
            case "mariadb":
                return MARIADB;
            default:
                throw new IllegalArgumentException(
                        "Unknown database type '" + name + "'; possible: h2, postgresql, mariadb");
        }
    }

    /** The name of the driver's class: what a driver's service has in its property {@code osgi.jdbc.driver.class}. */
    public String driverClass() {
        return driverClass;
    }

    /** The name that {@link #of} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
