package org.trunkline.store.github.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as Declarative Services make them: what is not given has its default. */
final class TestConfig {

    private TestConfig() {}

    static GitHubStoreConfig of(Map<String, Object> given) {
        return (GitHubStoreConfig) Proxy.newProxyInstance(
                GitHubStoreConfig.class.getClassLoader(), new Class<?>[] {GitHubStoreConfig.class}, (p, method, a) -> {
                    if (method.getDeclaringClass() == Annotation.class) {
                        return GitHubStoreConfig.class;
                    }
                    Object value = given.get(method.getName());
                    return value == null ? method.getDefaultValue() : value;
                });
    }
}
