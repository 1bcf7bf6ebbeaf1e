package org.trunkline.apim.dropin.internal.store;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Properties;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Drivers;

/**
 * The drivers inside this bundle. Each class is loaded only when its database is used; the drivers then tell the JVM of
 * themselves, which {@link #close} undoes, or the bundle's classes would stay in memory after it.
 */
final class EmbeddedDrivers implements Drivers {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDrivers.class);

    void close() {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == EmbeddedDrivers.class.getClassLoader()) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException e) {
                    LOG.warn("The driver {} stays in memory", driver.getClass().getName(), e);
                }
            }
        }
    }

    @Override
    public DataSourceFactory driver(DatabaseType type) {
        switch (type) {
            case H2:
                return (SqlDataSources) EmbeddedDrivers::h2;
            case POSTGRESQL:
                return (SqlDataSources) EmbeddedDrivers::postgreSql;
            default:
                return (SqlDataSources) EmbeddedDrivers::mariaDb;
        }
    }

    private static DataSource h2(Properties access) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(access.getProperty(DataSourceFactory.JDBC_URL));
        source.setUser(access.getProperty(DataSourceFactory.JDBC_USER));
        source.setPassword(access.getProperty(DataSourceFactory.JDBC_PASSWORD));
        return source;
    }

    private static DataSource postgreSql(Properties access) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(access.getProperty(DataSourceFactory.JDBC_URL));
        source.setUser(access.getProperty(DataSourceFactory.JDBC_USER));
        source.setPassword(access.getProperty(DataSourceFactory.JDBC_PASSWORD));
        return source;
    }

    private static DataSource mariaDb(Properties access) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource();
        source.setUrl(access.getProperty(DataSourceFactory.JDBC_URL));
        source.setUser(access.getProperty(DataSourceFactory.JDBC_USER));
        source.setPassword(access.getProperty(DataSourceFactory.JDBC_PASSWORD));
        return source;
    }
}
