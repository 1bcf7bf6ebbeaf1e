package org.trunkline.apim.dropin.internal.store;

import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/** What the store asks a driver for: plain data sources, nothing else. */
@FunctionalInterface
interface SqlDataSources extends DataSourceFactory {

    @Override
    DataSource createDataSource(Properties access) throws SQLException;

    @Override
    default ConnectionPoolDataSource createConnectionPoolDataSource(Properties access) throws SQLException {
        throw new SQLFeatureNotSupportedException("Only plain data sources are made");
    }

    @Override
    default XADataSource createXADataSource(Properties access) throws SQLException {
        throw new SQLFeatureNotSupportedException("Only plain data sources are made");
    }

    @Override
    default Driver createDriver(Properties access) throws SQLException {
        throw new SQLFeatureNotSupportedException("Only plain data sources are made");
    }
}
