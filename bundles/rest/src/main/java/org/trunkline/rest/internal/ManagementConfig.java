package org.trunkline.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Trunkline management API",
        description = "The tables [management] and [registry.access] of deployment.toml")
@interface ManagementConfig {

    @AttributeDefinition(min = "1", description = "The largest body that a request may carry, in bytes")
    long max_body_size() default 64L * 1024 * 1024;

    @AttributeDefinition(
            description = "Who may read and write which part of the registry, for example"
                    + " '/_system/governance/trunk read=viewer write=publisher'; empty for the default rules")
    String[] rules() default {};
}
