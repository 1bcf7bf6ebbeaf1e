/** What every registry is held to, and a registry in memory that is plain enough to be believed. */
@Export
@Version("1.0.0")
package org.trunkline.registry.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
