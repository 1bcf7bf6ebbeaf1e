/**
 * What everything needs that keeps its data in H2, PostgreSQL or MariaDB: {@link org.trunkline.jdbc.Connections} opens a
 * database when it is first needed, brings its tables up to date by a {@link org.trunkline.jdbc.Migration}, and makes commits
 * durable; {@link org.trunkline.jdbc.SqlFailures} tells what an error means.
 */
@Export
@Version("1.0.0")
package org.trunkline.jdbc;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
