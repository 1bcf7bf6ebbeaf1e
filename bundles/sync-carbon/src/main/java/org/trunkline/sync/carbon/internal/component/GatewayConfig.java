package org.trunkline.sync.carbon.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The part of the table {@code [apim.sync_runtime_artifacts.gateway]} that is about fetching. */
@ObjectClassDefinition(
        pid = GatewayConfig.PID,
        name = "Trunkline retriever",
        description = "Fetching of runtime artifacts; without this configuration there is none")
@interface GatewayConfig {

    String PID = "org.trunkline.sync.gateway";

    @AttributeDefinition(description = "The labels of this gateway, at least one")
    String[] gateway_labels();

    @AttributeDefinition(
            description =
                    "The name of the ArtifactRetriever: DBRetriever or TrunklineRetriever, or that of a third party's service")
    String artifact_retriever() default "DBRetriever";

    @AttributeDefinition(
            min = "0",
            description = "How long the retriever asks a store that is away again for one artifact, in milliseconds")
    long deployment_retry_duration() default 15_000;

    @AttributeDefinition(
            min = "0",
            description = "How long the retriever waits before it fetches one artifact after an event, in milliseconds")
    long event_waiting_time() default 1;
}
