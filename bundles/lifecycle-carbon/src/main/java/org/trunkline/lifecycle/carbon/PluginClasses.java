package org.trunkline.lifecycle.carbon;

import org.trunkline.lifecycle.engine.PluginMissingException;

/** Where the classes that lifecycles name come from. Safe for use by many threads. */
@FunctionalInterface
public interface PluginClasses {

    /**
     * The class of a name as it is there now. Another one may be there later, when a bundle was replaced.
     *
     * @throws PluginMissingException if there is none; the message says where it was looked for
     */
    Class<?> find(String className) throws PluginMissingException;
}
