package org.trunkline.bench;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Components of bundles, made without a framework. */
final class Component {

    private Component() {}

    /** A component takes its settings as Declarative Services makes them: an instance of an annotation, with defaults. */
    static <T> T configured(Class<T> component, Map<String, Object> settings) throws ReflectiveOperationException {
        Constructor<?> constructor = component.getConstructors()[0];
        Class<?> config = constructor.getParameterTypes()[0];
        Object made = Proxy.newProxyInstance(
                config.getClassLoader(),
                new Class<?>[] {config},
                (proxy, key, arguments) -> settings.getOrDefault(key.getName(), key.getDefaultValue()));
        try {
            return component.cast(constructor.newInstance(made));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(component.getSimpleName() + " does not start with " + settings.keySet(), e);
        }
    }
}
