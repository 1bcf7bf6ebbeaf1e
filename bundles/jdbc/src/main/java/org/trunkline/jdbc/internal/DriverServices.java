package org.trunkline.jdbc.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;
import org.trunkline.jdbc.DatabaseException;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Drivers;
import org.trunkline.jdbc.SqlFault;

/** The drivers that are services of the framework. One that is not there yet is waited for: bundles start in any order. */
@Component
public final class DriverServices implements Drivers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration patience;
    private final Map<DataSourceFactory, String> driverClasses = new HashMap<>();

    @Activate
    public DriverServices() {
        this(PATIENCE);
    }

    DriverServices(Duration patience) {
        this.patience = patience;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindDriver(DataSourceFactory driver, Map<String, Object> properties) {
        driverClasses.put(driver, String.valueOf(properties.get(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS)));
        notifyAll();
    }

    synchronized void unbindDriver(DataSourceFactory driver) {
        driverClasses.remove(driver);
    }

    @Override
    public synchronized DataSourceFactory driver(DatabaseType type) throws DatabaseException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<DataSourceFactory> driver = find(type);
        while (driver.isEmpty()) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new DatabaseException(
                        SqlFault.NOT_READY,
                        "The driver of the database type " + type + " is not there: no service "
                                + DataSourceFactory.class.getName() + " has " + type.driverClass() + " as its "
                                + DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + ". " + advice(type));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseException(
                        SqlFault.NOT_READY, "Interrupted while waiting for the driver of " + type, e);
            }
            driver = find(type);
        }
        return driver.get();
    }

    private Optional<DataSourceFactory> find(DatabaseType type) {
        return driverClasses.entrySet().stream()
                .filter(entry -> type.driverClass().equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .findAny();
    }

    private static String advice(DatabaseType type) {
        switch (type) {
            case H2:
                return "The bundle com.h2database must be installed and started.";
            case POSTGRESQL:
                return "Put PostgreSQL's driver (org.postgresql:postgresql) into repository/components/dropins.";
            default:
                return "Put MariaDB's driver (org.mariadb.jdbc:mariadb-java-client) and pax-jdbc-mariadb, which makes it"
                        + " a service, into repository/components/dropins.";
        }
    }
}
