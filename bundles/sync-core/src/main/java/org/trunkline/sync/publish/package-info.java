/** Publishing into a store. Start with {@link org.trunkline.sync.publish.StoreSink}. */
@Export
@Version("1.0.0")
package org.trunkline.sync.publish;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
