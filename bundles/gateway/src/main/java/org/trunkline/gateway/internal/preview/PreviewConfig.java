package org.trunkline.gateway.internal.preview;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Gateway preview front",
        description = "Serves the deployed APIs over HTTP, for development and integration tests")
@interface PreviewConfig {

    @AttributeDefinition(description = "Whether it listens at all")
    boolean enabled() default true;

    @AttributeDefinition(description = "The address to listen on")
    String host() default "127.0.0.1";

    @AttributeDefinition(min = "0", max = "65535", description = "The port to listen on; 0 takes a free one")
    int port() default 8280;

    @AttributeDefinition(description = "Whether host may be an address that other machines reach")
    boolean allow_remote() default false;

    @AttributeDefinition(
            description = "Class names of handlers and class mediators to leave out, security ones included")
    String[] ignore_handlers() default {};

    @AttributeDefinition(min = "1", description = "Bytes that the body of a request may have")
    long max_body_size() default 64L << 20;

    @AttributeDefinition(
            min = "1",
            description = "Milliseconds that a back end may take to answer, or stall, where its endpoint says nothing")
    long timeout() default 60_000;

    @AttributeDefinition(min = "1", description = "Requests that are served at the same time")
    int max_requests() default 64;
}
