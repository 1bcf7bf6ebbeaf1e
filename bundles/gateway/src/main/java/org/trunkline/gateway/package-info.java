/**
 * What a gateway node holds and how it is doing. Start with {@link org.trunkline.gateway.Gateway}, which is an OSGi
 * service of every node that serves APIs.
 *
 * <p>Values are immutable. Absent is an empty {@link java.util.Optional}, never null.
 */
@Export
@Version("1.0.0")
package org.trunkline.gateway;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
