package org.trunkline.lifecycle.engine;

import java.util.Optional;

/** Finds what the transitions of lifecycles call. Safe for use by many threads. */
public interface Plugins {

    /** The reason why a plug-in cannot be called now, for example that there is no such class; empty if it can. */
    Optional<String> missing(PluginUse use);

    /**
     * The execution of an element, which has its parameters. Called right before it is used.
     *
     * @throws PluginMissingException if it cannot be called
     */
    Execution execution(PluginUse use) throws PluginMissingException;

    /**
     * The validation of an element, which has its parameters. Called right before it is used.
     *
     * @throws PluginMissingException if it cannot be called
     */
    Validation validation(PluginUse use) throws PluginMissingException;
}
