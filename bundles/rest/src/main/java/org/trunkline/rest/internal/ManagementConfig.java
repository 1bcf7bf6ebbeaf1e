package org.trunkline.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Trunkline management API", description = "The table [management] of deployment.toml")
@interface ManagementConfig {

    @AttributeDefinition(min = "1", description = "The largest body that a request may carry, in bytes")
    long max_body_size() default 64L * 1024 * 1024;
}
