package org.trunkline.gateway.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Gateway", description = "Keeps the APIs of some gateway labels deployed in memory")
@interface GatewayConfig {

    @AttributeDefinition(
            description = "The gateway's own labels; of several that carry an API, the first one serves it")
    String[] gateway_labels();

    @AttributeDefinition(description = "sync: open for clients when everything is loaded; async: at once")
    String data_retrieval_mode() default "sync";

    @AttributeDefinition(
            min = "1",
            description = "Milliseconds until a source that failed is asked again; doubled with each failure")
    long deployment_retry_duration() default 15_000;

    @AttributeDefinition(min = "0", description = "Milliseconds between an event and the fetch that it causes")
    long event_waiting_time() default 1;

    @AttributeDefinition(min = "1", description = "Milliseconds between two looks at the source when no event comes")
    long poll_interval() default 5_000;

    @AttributeDefinition(description = "Where the last good state is kept for a restart while the source is away")
    String cache_directory() default "repository/database/gateway-cache";
}
