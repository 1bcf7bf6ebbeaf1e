package org.trunkline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The open connections to one database. */
final class ConnectionPool implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 16;
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private final HikariDataSource pool;

    ConnectionPool(DataSource driver, DatabaseType type, String name) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(driver);
        config.setPoolName(name + "-" + type);
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (type == DatabaseType.H2) {
            // H2 closes its file with the last connection: one must stay
            config.setMaxLifetime(0);
        }
        this.pool = new HikariDataSource(config);
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** Lets go of all connections: those in use when they come back. */
    void renew() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        pool.close();
    }
}
