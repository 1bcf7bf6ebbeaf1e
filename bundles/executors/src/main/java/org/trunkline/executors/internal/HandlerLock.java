package org.trunkline.executors.internal;

import java.lang.reflect.InvocationTargetException;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/**
 * Keeps WSO2's media type handlers away from what an executor writes: without it a WSO2 server takes a WSDL that is put for
 * one that is uploaded, and moves it. It belongs to the thread. The class that has it is none of WSO2's interfaces, so it is
 * looked up by name; where it is not there, there are no such handlers either. Immutable.
 */
final class HandlerLock {

    private static final String OWNER = "org.wso2.carbon.registry.extensions.utils.CommonUtil";

    private final String name;
    private final ClassLoader loader;

    private HandlerLock(String name, ClassLoader loader) {
        this.name = name;
        this.loader = loader;
    }

    /** Around resources that are put. */
    static HandlerLock ofUpdates(ClassLoader registry) {
        return new HandlerLock("UpdateLock", registry);
    }

    /** Around associations that are added. */
    static HandlerLock ofAssociations(ClassLoader registry) {
        return new HandlerLock("AddingAssociationLock", registry);
    }

    /** @throws RefusedException if this thread is within a handler, which holds it */
    void during(Step step) throws RefusedException, RegistryException {
        Class<?> owner;
        try {
            owner = Class.forName(OWNER, true, loader);
        } catch (ClassNotFoundException e) {
            step.run();
            return;
        }
        if (!Boolean.TRUE.equals(call(owner, "is" + name + "Available"))) {
            throw new RefusedException("The registry is within another change of the same thread; try again.");
        }
        call(owner, "acquire" + name);
        try {
            step.run();
        } finally {
            call(owner, "release" + name);
        }
    }

    private static Object call(Class<?> owner, String method) {
        try {
            return owner.getMethod(method).invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(owner.getName() + "." + method + " cannot be called", e);
        }
    }
}
