/**
 * The lifecycle engine behind WSO2's registry: {@link org.trunkline.lifecycle.carbon.CarbonAspects} answers the aspect methods
 * of WSO2's {@code Registry}, {@link org.trunkline.lifecycle.carbon.CarbonPlugins} calls executions and validations of WSO2's
 * types.
 */
@Export
@Version("1.0.0")
package org.trunkline.lifecycle.carbon;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
