package org.trunkline.sync.carbon.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The table {@code [apim.sync_runtime_artifacts.publisher]}. */
@ObjectClassDefinition(
        pid = PublisherConfig.PID,
        name = "Trunkline publisher",
        description = "Publishing of runtime artifacts; without this configuration there is none")
@interface PublisherConfig {

    String PID = "org.trunkline.sync.publisher";

    @AttributeDefinition(
            description =
                    "The name of the ArtifactSaver: DBSaver or TrunklineSaver, or that of a third party's service")
    String artifact_saver() default "DBSaver";
}
