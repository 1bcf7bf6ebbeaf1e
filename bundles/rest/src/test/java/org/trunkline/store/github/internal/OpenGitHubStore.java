package org.trunkline.store.github.internal;

import java.io.Closeable;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * The GitHub store with a configuration as Declarative Services make it. It stands in the store's own package because only
 * there the type of that configuration has a name.
 */
public final class OpenGitHubStore implements Closeable {

    private final GitHubStoreComponent component;

    /** @param given the keys that differ from their defaults */
    public OpenGitHubStore(Map<String, Object> given) {
        component = new GitHubStoreComponent((GitHubStoreConfig) Proxy.newProxyInstance(
                GitHubStoreConfig.class.getClassLoader(), new Class<?>[] {GitHubStoreConfig.class}, (p, method, a) -> {
                    if (method.getDeclaringClass() == Annotation.class) {
                        return GitHubStoreConfig.class;
                    }
                    return given.getOrDefault(method.getName(), method.getDefaultValue());
                }));
    }

    public GitHubStoreComponent store() {
        return component;
    }

    @Override
    public void close() throws IOException {
        component.close();
    }
}
