package org.trunkline.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.List;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.jdbc.DatabaseException;
import org.trunkline.jdbc.Drivers;
import org.trunkline.jdbc.SqlFault;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

class JdbcStoreComponentTest {

    private static final Drivers DRIVERS = type -> new OsgiDataSourceFactory(new Driver());

    @TempDir
    Path directory;

    @Test
    void aConfiguredStoreKeepsWhatItIsGiven() throws Exception {
        ArtifactKey key = ArtifactKey.synapse("Production and Sandbox", "pizza");
        JdbcStoreComponent store = new JdbcStoreComponent(
                new Configuration("h2", "jdbc:h2:" + directory.resolve("artifacts"), 5), DRIVERS);
        try {
            Revision written = store.write(List.of(ArtifactWrite.of(
                    key,
                    Instruction.PUBLISH,
                    ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super"),
                    ArtifactBody.of("{}"))));

            assertEquals(written, store.head());
            assertEquals("{}", store.read(key).orElseThrow().body().asText());
        } finally {
            store.close();
        }
        assertThrows(ArtifactStoreException.class, store::head);
    }

    @Test
    void itStartsWhileItsDatabaseIsAway() {
        Drivers away = type -> {
            throw new DatabaseException(SqlFault.NOT_READY, "The driver is away");
        };
        JdbcStoreComponent store =
                new JdbcStoreComponent(new Configuration("postgresql", "jdbc:postgresql://localhost/x", 5), away);

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, store::head);

        assertEquals("The driver is away", e.getMessage());
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"oracle,jdbc:oracle:x,20,oracle", "h2,jdbc:postgresql://x,20,jdbc:h2:", "h2,jdbc:h2:/x,0,history"})
    void aWrongValueIsNamedWithItsTable(String type, String url, int history, String said) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new JdbcStoreComponent(new Configuration(type, url, history), DRIVERS));

        assertTrue(e.getMessage().startsWith("[database.sync_runtime_artifacts_db]: "), e.getMessage());
        assertTrue(e.getMessage().contains(said), e.getMessage());
    }

    /** A configuration as Declarative Services makes it. */
    private static final class Configuration implements JdbcStoreConfig {

        private final String type;
        private final String url;
        private final int history;

        Configuration(String type, String url, int history) {
            this.type = type;
            this.url = url;
            this.history = history;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public String url() {
            return url;
        }

        @Override
        public String username() {
            return "trunkline";
        }

        @Override
        public String _password() {
            return "s3cret";
        }

        @Override
        public int history() {
            return history;
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return JdbcStoreConfig.class;
        }
    }
}
