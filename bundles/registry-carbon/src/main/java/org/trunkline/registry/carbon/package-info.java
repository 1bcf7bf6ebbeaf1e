/**
 * WSO2's {@code org.wso2.carbon.registry.core.Registry} over Trunkline's registry: what a lifecycle engine needs to stand
 * behind it, and to call WSO2's executors with it.
 */
@Export
@Version("1.0.0")
package org.trunkline.registry.carbon;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
