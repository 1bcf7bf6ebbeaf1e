package org.trunkline.rest.internal.github;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "GitHub webhook",
        description = "GitHub tells this node of changes: the table [store.github.webhook] of deployment.toml")
@interface WebhookConfig {

    @AttributeDefinition(
            name = ".secret",
            type = AttributeType.PASSWORD,
            description = "What GitHub signs its deliveries with")
    String _secret();
}
