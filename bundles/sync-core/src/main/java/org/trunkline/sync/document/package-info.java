/**
 * Reads the JSON that WSO2's publisher writes for its gateways. Start with {@link
 * org.trunkline.sync.document.GatewayDocument}.
 */
@Export
@Version("1.0.0")
package org.trunkline.sync.document;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
