/** Fetching from a store. Start with {@link org.trunkline.sync.fetch.StoreSource}. */
@Export
@Version("1.0.0")
package org.trunkline.sync.fetch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
