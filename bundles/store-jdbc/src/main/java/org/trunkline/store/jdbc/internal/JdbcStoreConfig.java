package org.trunkline.store.jdbc.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.store.jdbc.JdbcStoreSettings;

@ObjectClassDefinition(
        name = "Database store",
        description = "Keeps artifacts in a relational database: [database.sync_runtime_artifacts_db]")
@interface JdbcStoreConfig {

    @AttributeDefinition(description = "The kind of database: h2, postgresql or mariadb")
    String type() default "h2";

    @AttributeDefinition(description = "JDBC URL, without user and password")
    String url() default "jdbc:h2:./repository/database/sync_runtime_artifacts";

    @AttributeDefinition(description = "The database's user")
    String username() default "trunkline";

    @AttributeDefinition(name = ".password", type = AttributeType.PASSWORD, description = "The user's password")
    String _password() default "";

    @AttributeDefinition(min = "1", description = "How many versions of each artifact are kept")
    int history() default JdbcStoreSettings.DEFAULT_HISTORY;

    @AttributeDefinition(
            description =
                    "Whether a write is acknowledged only when H2 has it on the disk; false may lose the last half"
                            + " second in a crash")
    boolean durable() default true;
}
