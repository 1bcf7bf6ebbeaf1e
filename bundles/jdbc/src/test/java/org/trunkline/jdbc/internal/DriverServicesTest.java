package org.trunkline.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.trunkline.jdbc.DatabaseException;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.SqlFault;

class DriverServicesTest {

    private static final Map<String, Object> H2_DRIVER =
            Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, "org.h2.Driver");

    private final DataSourceFactory h2 = new OsgiDataSourceFactory(new Driver());

    @ParameterizedTest
    @CsvSource({"H2,com.h2database", "POSTGRESQL,org.postgresql:postgresql", "MARIADB,pax-jdbc-mariadb"})
    void aDriverThatDoesNotComeIsNamedWithTheBundleThatBringsIt(DatabaseType type, String bundle) {
        DriverServices drivers = new DriverServices(Duration.ofMillis(1));

        DatabaseException e = assertThrows(DatabaseException.class, () -> drivers.driver(type));

        assertEquals(SqlFault.NOT_READY, e.fault());
        assertTrue(e.getMessage().contains(bundle), e.getMessage());
    }

    @Test
    void aDriverThatComesLateIsWaitedFor() throws Exception {
        DriverServices drivers = new DriverServices(Duration.ofSeconds(30));
        CompletableFuture<DataSourceFactory> found = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                found.complete(drivers.driver(DatabaseType.H2));
            } catch (DatabaseException e) {
                found.completeExceptionally(e);
            }
        });
        asking.start();

        drivers.bindDriver(h2, H2_DRIVER);

        assertSame(h2, found.get(30, TimeUnit.SECONDS));
        asking.join();
    }

    @Test
    void aDriverThatHasGoneIsNotGivenOut() {
        DriverServices drivers = new DriverServices(Duration.ofMillis(1));
        drivers.bindDriver(h2, H2_DRIVER);
        drivers.unbindDriver(h2);

        assertThrows(DatabaseException.class, () -> drivers.driver(DatabaseType.H2));
    }
}
