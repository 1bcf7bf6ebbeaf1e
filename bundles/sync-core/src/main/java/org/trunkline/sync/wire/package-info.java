/**
 * A store over HTTP: {@link org.trunkline.sync.wire.StoreEndpoint} is the server's half, without a server; the client's
 * is the bundle {@code store-remote}. Artifacts travel as {@linkplain org.trunkline.sync.wire.ArtifactFrameWriter frames}.
 */
@Export
@Version("1.0.0")
package org.trunkline.sync.wire;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
