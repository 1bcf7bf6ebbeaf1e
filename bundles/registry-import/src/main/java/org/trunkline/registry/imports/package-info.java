/**
 * Brings WSDLs, schemas and OpenAPI documents into trunk: each with everything that it imports and includes, with
 * associations between them, and with references that lead from one to the other inside the registry. Start with {@link
 * org.trunkline.registry.imports.DocumentImporter}.
 *
 * <p>Values are immutable. Null is answered with a {@link java.lang.NullPointerException}.
 */
@Export
@Version("1.0.0")
package org.trunkline.registry.imports;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
