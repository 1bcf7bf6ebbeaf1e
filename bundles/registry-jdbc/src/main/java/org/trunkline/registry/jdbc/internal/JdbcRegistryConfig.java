package org.trunkline.registry.jdbc.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.registry.jdbc.JdbcRegistrySettings;

@ObjectClassDefinition(name = "Registry", description = "Keeps the registry in a relational database: [registry]")
@interface JdbcRegistryConfig {

    @AttributeDefinition(description = "The kind of database: h2, postgresql or mariadb")
    String type() default "h2";

    @AttributeDefinition(description = "JDBC URL, without user and password")
    String url() default "jdbc:h2:./repository/database/registry";

    @AttributeDefinition(description = "The database's user")
    String username() default "trunkline";

    @AttributeDefinition(name = ".password", type = AttributeType.PASSWORD, description = "The user's password")
    String _password() default "";

    @AttributeDefinition(
            description =
                    "Whether a write is acknowledged only when H2 has it on the disk; false may lose the last half"
                            + " second in a crash")
    boolean durable() default true;

    @AttributeDefinition(min = "1", description = "The largest content, in bytes")
    long max_content_size() default JdbcRegistrySettings.DEFAULT_MAX_CONTENT;

    @AttributeDefinition(description = "Where resources lie in trunk")
    String trunk() default "/_system/governance/trunk/{@resourcePath}/{@resourceName}";

    @AttributeDefinition(
            description = "The branches in the order in which a service comes through them: a name, or name=template")
    String[] branches() default {"testing", "production"};
}
