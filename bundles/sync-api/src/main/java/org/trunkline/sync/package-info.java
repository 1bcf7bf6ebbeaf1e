/**
 * What a runtime artifact is, and the ports through which artifacts are stored, published, fetched and announced.
 * Start with {@link org.trunkline.sync.ArtifactStore}; {@link org.trunkline.sync.ArtifactSink} and {@link
 * org.trunkline.sync.ArtifactSource} are the narrower doors that a publisher and a gateway use.
 *
 * <p>Values are immutable. Absent is an empty {@link java.util.Optional}, never null and never an empty string. Null is
 * not accepted by any method of this package: it is answered with a {@link java.lang.NullPointerException}.
 */
@Export
@Version("1.0.0")
package org.trunkline.sync;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
