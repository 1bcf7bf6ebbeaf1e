package org.trunkline.lifecycle.carbon;

import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.lifecycle.engine.Execution;
import org.trunkline.lifecycle.engine.PluginMissingException;
import org.trunkline.lifecycle.engine.PluginUse;
import org.trunkline.lifecycle.engine.Plugins;
import org.trunkline.lifecycle.engine.Validation;
import org.trunkline.registry.carbon.TrunklineBacked;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;

/**
 * Calls executions and validations of WSO2's types. As in WSO2's server there is one instance for each element of a
 * configuration, which gets its parameters once and is shared by all transitions. Safe for use by many threads.
 */
public final class CarbonPlugins implements Plugins {

    private final PluginClasses classes;
    private final TrunklineBacked carbon;
    private final Map<PluginUse, Object> instances = new HashMap<>();

    /** @param carbon makes the registry that plug-ins are called with */
    public CarbonPlugins(PluginClasses classes, TrunklineBacked carbon) {
        this.classes = Objects.requireNonNull(classes, "classes");
        this.carbon = Objects.requireNonNull(carbon, "carbon");
    }

    @Override
    public Optional<String> missing(PluginUse use) {
        try {
            classes.find(use.element().className());
            return Optional.empty();
        } catch (PluginMissingException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public Execution execution(PluginUse use) throws PluginMissingException {
        var execution = instance(
                use,
                org.wso2.carbon.governance.registry.extensions.interfaces.Execution.class,
                (made, parameters) -> made.init(parameters));
        return transition -> {
            CarbonTransition called = CarbonTransition.of(transition, carbon);
            return called.call(context -> execution.execute(context, transition.from(), transition.to()));
        };
    }

    @Override
    public Validation validation(PluginUse use) throws PluginMissingException {
        CustomValidations validation =
                instance(use, CustomValidations.class, (made, parameters) -> made.init(parameters));
        return transition -> CarbonTransition.of(transition, carbon).call(validation::validate);
    }

    /** A bundle that was replaced has another class of the name: it gets an instance of its own. */
    private synchronized <T> T instance(PluginUse use, Class<T> type, Init<T> init) throws PluginMissingException {
        Class<?> now = classes.find(use.element().className());
        Object known = instances.get(use);
        if (known != null && known.getClass() == now) {
            return type.cast(known);
        }
        if (!type.isAssignableFrom(now)) {
            throw new PluginMissingException(now.getName() + " is no " + type.getName());
        }
        try {
            T made = type.cast(now.getConstructor().newInstance());
            init.call(made, new HashMap<>(use.element().parameters()));
            instances.put(use, made);
            return made;
        } catch (InvocationTargetException e) {
            throw broken(now, e.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw broken(now, e);
        }
    }

    private static PluginMissingException broken(Class<?> type, Throwable cause) {
        return new PluginMissingException(
                type.getName()
                        + " cannot be made: it needs a public constructor without parameters and an init that takes"
                        + " the parameters of its element, and " + cause,
                cause);
    }

    @FunctionalInterface
    private interface Init<T> {
        void call(T made, Map<String, String> parameters);
    }
}
