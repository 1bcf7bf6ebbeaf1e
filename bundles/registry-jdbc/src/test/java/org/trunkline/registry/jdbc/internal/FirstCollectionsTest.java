package org.trunkline.registry.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.jdbc.DatabaseException;
import org.trunkline.jdbc.DatabaseSettings;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Drivers;
import org.trunkline.jdbc.SqlFault;
import org.trunkline.registry.Environments;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.jdbc.JdbcRegistry;
import org.trunkline.registry.jdbc.JdbcRegistrySettings;

class FirstCollectionsTest {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final RegistryPath LAST = RegistryPath.of("/_system/governance/branches/production");

    @TempDir
    Path directory;

    private JdbcRegistry open(Drivers drivers) {
        return new JdbcRegistry(
                JdbcRegistrySettings.of(DatabaseSettings.of(
                        DatabaseType.H2, "jdbc:h2:" + directory.resolve("registry"), "trunkline", "")),
                drivers);
    }

    private static void awaitLast(Registry registry) throws RegistryException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (registry.find(LAST).isEmpty()) {
            assertTrue(System.nanoTime() < end, LAST + " is not there after " + DEADLINE);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static List<String> children(Registry registry, String path) throws RegistryException {
        return registry.children(RegistryPath.of(path), Page.Request.FIRST).items().stream()
                .map(resource -> resource.path().name())
                .toList();
    }

    @Test
    void aNewRegistryHasWhatItsUsersLookForFirst() throws Exception {
        try (JdbcRegistry registry = open(type -> new OsgiDataSourceFactory(new Driver()))) {
            new FirstCollections(registry, Environments.DEFAULT, PAUSE);
            awaitLast(registry);

            assertEquals(List.of("config", "governance", "local"), children(registry, "/_system"));
            assertEquals(List.of("branches", "trunk"), children(registry, "/_system/governance"));
            assertEquals(List.of("production", "testing"), children(registry, "/_system/governance/branches"));
        }
    }

    @Test
    void whatIsThereStaysAsItIs() throws Exception {
        RegistryPath trunk = RegistryPath.of("/_system/governance/trunk");
        try (JdbcRegistry registry = open(type -> new OsgiDataSourceFactory(new Driver()))) {
            Resource before = registry.put(trunk, ResourceDraft.collection().description("where services are born"));
            new FirstCollections(registry, Environments.DEFAULT, PAUSE);
            awaitLast(registry);

            assertEquals(Optional.of(before), registry.find(trunk));
        }
    }

    @Test
    void aDatabaseThatIsAwayAtFirstIsAskedAgain() throws Exception {
        AtomicBoolean there = new AtomicBoolean();
        AtomicBoolean asked = new AtomicBoolean();
        Drivers late = type -> {
            asked.set(true);
            if (!there.get()) {
                throw new DatabaseException(SqlFault.DISCONNECTED, "no driver yet");
            }
            return new OsgiDataSourceFactory(new Driver());
        };
        try (JdbcRegistry registry = open(late)) {
            new FirstCollections(registry, Environments.DEFAULT, PAUSE);
            long end = System.nanoTime() + DEADLINE.toNanos();
            while (!asked.get() && System.nanoTime() < end) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            assertTrue(asked.get(), "the database was not asked within " + DEADLINE);
            there.set(true);

            awaitLast(registry);
        }
    }
}
