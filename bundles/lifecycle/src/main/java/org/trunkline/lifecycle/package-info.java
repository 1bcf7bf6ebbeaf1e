/**
 * What a lifecycle is: states, the events that lead from one to the next, and what has to hold and to happen on the way.
 * {@link org.trunkline.lifecycle.LifecycleReader} reads it from WSO2's configuration, {@link
 * org.trunkline.lifecycle.LifecycleDefinition} is what was read.
 *
 * <p>Values are immutable. Absent is an empty {@link java.util.Optional}, never null. Null is not accepted by any method of
 * this package: it is answered with a {@link java.lang.NullPointerException}.
 */
@Export
@Version("1.0.0")
package org.trunkline.lifecycle;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
