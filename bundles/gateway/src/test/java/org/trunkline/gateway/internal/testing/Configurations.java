package org.trunkline.gateway.internal.testing;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Makes instances of configuration types, with their defaults where a test says nothing else. */
public final class Configurations {

    private Configurations() {}

    public static <T> T of(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> values.containsKey(method.getName())
                        ? values.get(method.getName())
                        : method.getDefaultValue()));
    }
}
