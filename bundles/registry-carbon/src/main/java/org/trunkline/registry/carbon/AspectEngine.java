package org.trunkline.registry.carbon;

import java.util.List;
import java.util.Map;
import org.wso2.carbon.registry.core.Aspect;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/**
 * What stands behind the aspect methods of WSO2's registry: the lifecycles. Whoever has one registers it as an OSGi service;
 * without any the registry has no aspects, and says so when it is asked for one.
 *
 * <p>Paths are absolute, without a version or another parameter. The registry opens no transaction around a call, and what
 * the user of a call may do is for the engine to check: it is the one of WSO2's {@code CurrentSession}. Safe for use by many
 * threads.
 */
public interface AspectEngine {

    /** The names of all aspects. */
    List<String> available();

    /**
     * Attaches an aspect to a resource; does nothing if it is attached.
     *
     * @param registry the registry that was asked, for the same user
     * @throws RegistryException if there is no such aspect or resource
     */
    void associate(Registry registry, String path, String aspect) throws RegistryException;

    /**
     * What can be done now to a resource with an aspect.
     *
     * @throws RegistryException if there is no such aspect or resource, or the one is not attached to the other
     */
    List<String> actions(Registry registry, String path, String aspect) throws RegistryException;

    /**
     * Does something to a resource by an aspect.
     *
     * @param parameters none if the caller gave none
     * @throws RegistryException if there is no such aspect or resource, the one is not attached to the other, or the action
     *     is not possible or fails
     */
    void invoke(Registry registry, String path, String aspect, String action, Map<String, String> parameters)
            throws RegistryException;

    /**
     * Adds an aspect of WSO2's own kind.
     *
     * @return whether it was added
     * @throws RegistryException if this engine takes none, or not this one
     */
    boolean add(String name, Aspect aspect) throws RegistryException;

    /**
     * Removes an aspect; resources keep what they have of it.
     *
     * @return whether there was one
     */
    boolean remove(String name) throws RegistryException;
}
