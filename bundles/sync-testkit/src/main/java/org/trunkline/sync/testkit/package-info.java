/**
 * What a store is held to. {@link org.trunkline.sync.testkit.ArtifactStoreContract} is extended by the test of every
 * store, {@link org.trunkline.sync.testkit.KilledWriterContract} by those of the stores that keep their content in a file,
 * and {@link org.trunkline.sync.testkit.InMemoryArtifactStore} stands in for a store in the tests of what uses one.
 */
@Export
@Version("1.0.0")
package org.trunkline.sync.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
