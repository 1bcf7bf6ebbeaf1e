/**
 * An {@link org.trunkline.sync.ArtifactStore} in a relational database: H2 by default, PostgreSQL or MariaDB by
 * configuration. Start with {@link org.trunkline.store.jdbc.JdbcArtifactStore}.
 *
 * <p>The tables are made and migrated by the store. An artifact is a row that points to its latest version; versions are
 * never changed, so a state of the past is read without holding a transaction open. Every write takes the one row of the
 * head first: writes are committed in the order of their revisions. A small body stands in the row of its version, a
 * large one in parts of their own: no column type of any database limits it, and none of it is a LOB.
 */
@Export
@Version("1.0.0")
package org.trunkline.store.jdbc;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
