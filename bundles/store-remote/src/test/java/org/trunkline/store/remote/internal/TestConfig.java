package org.trunkline.store.remote.internal;

import java.lang.annotation.Annotation;

/** A configuration as Declarative Services would make it, with the defaults of the annotation. */
final class TestConfig implements RemoteStoreConfig {

    String url;
    String username = PublisherServer.USER;
    String password = PublisherServer.PASSWORD;
    String certificate = "";
    long connectTimeout = 5000;
    long requestTimeout = 30000;
    String nodeName = "";
    String[] labels = {};

    @Override
    public String url() {
        return url;
    }

    @Override
    public String username() {
        return username;
    }

    @Override
    public String _password() {
        return password;
    }

    @Override
    public String certificate() {
        return certificate;
    }

    @Override
    public long connect_timeout() {
        return connectTimeout;
    }

    @Override
    public long request_timeout() {
        return requestTimeout;
    }

    @Override
    public String node_name() {
        return nodeName;
    }

    @Override
    public String[] labels() {
        return labels;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return RemoteStoreConfig.class;
    }
}
