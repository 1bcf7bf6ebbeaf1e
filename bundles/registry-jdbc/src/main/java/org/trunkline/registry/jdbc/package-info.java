/**
 * A {@link org.trunkline.registry.Registry} in a relational database: H2 by default, PostgreSQL or MariaDB by configuration.
 * Start with {@link org.trunkline.registry.jdbc.JdbcRegistry}.
 *
 * <p>The tree is kept by pointers to parents, so that a move writes one row and a delete hangs a tree below nothing, from
 * where it is collected. Every writer takes the row of the head first: writers come one after another, and what a
 * transaction has read stays as it is until it ends. Readers wait for nobody. Rows are cached; the head says whether
 * somebody else has written. Content is kept once by its SHA-256.
 */
@Export
@Version("1.0.0")
package org.trunkline.registry.jdbc;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
