/**
 * Keeps a gateway equal to its source. Start with {@link org.trunkline.sync.reconcile.ReconcileLoop}: it fetches what
 * changed, hands it to a {@link org.trunkline.sync.reconcile.Deployer}, and keeps the last good state in an {@link
 * org.trunkline.sync.reconcile.ArtifactCache}.
 */
@Export
@Version("1.0.0")
package org.trunkline.sync.reconcile;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
