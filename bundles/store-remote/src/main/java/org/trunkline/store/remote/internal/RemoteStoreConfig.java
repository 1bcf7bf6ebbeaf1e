package org.trunkline.store.remote.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Remote artifact store",
        description = "A publisher's store, read and written through the publisher's HTTPS API")
public @interface RemoteStoreConfig {

    @AttributeDefinition(description = "Address of the publisher's management API, for example https://publisher:9443")
    String url();

    @AttributeDefinition(description = "Account on the publisher; the role viewer is enough for a gateway")
    String username();

    @AttributeDefinition(name = ".password", type = AttributeType.PASSWORD, description = "The account's password")
    String _password();

    @AttributeDefinition(
            required = false,
            description = "PEM file with the publisher's certificate, or that of its authority: then nothing else is"
                    + " trusted. Empty: the authorities that Java trusts")
    String certificate() default "";

    @AttributeDefinition(min = "1", description = "Longest wait for a connection, in milliseconds")
    long connect_timeout() default 5000;

    @AttributeDefinition(
            min = "1",
            description = "Longest silence of the publisher while it is asked or sends, in milliseconds")
    long request_timeout() default 30000;

    @AttributeDefinition(
            required = false,
            description = "The name under which the publisher lists this node; the server sets it")
    String node_name() default "";

    @AttributeDefinition(
            required = false,
            description = "The gateway labels that the publisher lists with it; the server sets them")
    String[] labels() default {};
}
