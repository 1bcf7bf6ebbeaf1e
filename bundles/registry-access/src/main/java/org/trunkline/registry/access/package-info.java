/**
 * Who may read or write which part of a registry: {@link org.trunkline.registry.access.AccessRules} say so, and a {@link
 * org.trunkline.registry.access.GuardedRegistry} holds everybody to them.
 */
@Export
@Version("1.0.0")
package org.trunkline.registry.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
