/**
 * Leads resources of the registry through their lifecycles. Start with {@link
 * org.trunkline.lifecycle.engine.LifecycleEngine}; {@link org.trunkline.lifecycle.engine.LifecycleDefinitions} keeps the
 * lifecycles themselves, {@link org.trunkline.lifecycle.engine.Plugins} finds what a transition calls.
 *
 * <p>What is refused is told by a {@link org.trunkline.registry.RegistryException}, whose kind says what the caller can do.
 * Values are immutable. Absent is an empty {@link java.util.Optional}, never null, and null is accepted by no method.
 */
@Export
@Version("1.0.0")
package org.trunkline.lifecycle.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
