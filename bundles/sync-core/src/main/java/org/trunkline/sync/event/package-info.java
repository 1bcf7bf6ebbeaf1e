/** Events inside the Java VM. Start with {@link org.trunkline.sync.event.LocalEventChannel}. */
@Export
@Version("1.0.0")
package org.trunkline.sync.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
