package org.trunkline.registry.carbon.internal;

import org.trunkline.registry.RegistryException.Kind;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.exceptions.ResourceNotFoundException;

/** Tells failures in WSO2's words. */
final class Failures {

    private Failures() {}

    @FunctionalInterface
    interface Call<T> {
        T run() throws org.trunkline.registry.RegistryException, RegistryException;
    }

    @FunctionalInterface
    interface Task {
        void run() throws org.trunkline.registry.RegistryException, RegistryException;
    }

    /**
     * Calls the registry.
     *
     * @param path what the caller asked for
     */
    static <T> T told(String path, Call<T> call) throws RegistryException {
        try {
            return call.run();
        } catch (org.trunkline.registry.RegistryException e) {
            throw of(path, e);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(e.getMessage(), e);
        }
    }

    static void telling(String path, Task task) throws RegistryException {
        told(path, () -> {
            task.run();
            return null;
        });
    }

    private static RegistryException of(String path, org.trunkline.registry.RegistryException e) {
        return e.kind() == Kind.NOT_FOUND
                ? new ResourceNotFoundException(path, e)
                : new RegistryException(e.getMessage(), e);
    }
}
