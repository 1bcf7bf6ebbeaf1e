/**
 * What a node tells about itself, and who may use it. {@link org.trunkline.server.Node} and {@link
 * org.trunkline.server.Accounts} are OSGi services of every node, whatever its profile.
 *
 * <p>Values are immutable, services are safe for use by many threads. Null is answered with a {@link
 * java.lang.NullPointerException}.
 */
@Export
@Version("1.0.0")
package org.trunkline.server;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
