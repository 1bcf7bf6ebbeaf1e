package org.trunkline.apim.dropin.internal.store;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a table as a store's configuration type, the same that the framework of Trunkline's own server makes: what is
 * not set has the default that the type declares, so that both have one set of defaults.
 */
final class TableValues implements InvocationHandler {

    private final Class<? extends Annotation> type;
    private final Map<String, Object> values;

    private TableValues(Class<? extends Annotation> type, Map<String, Object> values) {
        this.type = type;
        this.values = values;
    }

    static <A extends Annotation> A as(Class<A> type, Map<String, Object> values) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new TableValues(type, values)));
    }

    /** The key of a method: secrets have a leading underscore in configuration types, which keeps them out of service properties. */
    static String key(Method method) {
        return method.getName().replaceFirst("^_", "");
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        if (method.getDeclaringClass() != type) {
            return ofEveryObject(proxy, method, arguments);
        }
        Object value = Optional.ofNullable(values.get(key(method))).orElse(method.getDefaultValue());
        if (method.getReturnType() == long.class && value instanceof Number) {
            return ((Number) value).longValue();
        }
        return value;
    }

    private Object ofEveryObject(Object proxy, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "equals":
                return proxy == arguments[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            case "annotationType":
                return type;
            default:
                // not the values: some are secret
                return type.getSimpleName();
        }
    }
}
