package org.trunkline.sync.carbon.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The table {@code [sync]}. */
@ObjectClassDefinition(
        pid = SyncConfig.PID,
        name = "Trunkline synchronization",
        description = "Where runtime artifacts are kept")
@interface SyncConfig {

    String PID = "org.trunkline.sync";

    @AttributeDefinition(description = "The store: jdbc, file or remote")
    String store() default "jdbc";

    @AttributeDefinition(min = "1", description = "The largest artifact that is taken, in bytes")
    long max_artifact_size() default 64L * 1024 * 1024;
}
