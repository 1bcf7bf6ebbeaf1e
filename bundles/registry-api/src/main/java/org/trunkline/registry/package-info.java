/**
 * A tree of resources and collections with what governance needs of them: properties, versions, associations, comments,
 * tags, ratings, links and a log. Start with {@link org.trunkline.registry.Registry}; {@link
 * org.trunkline.registry.Environment} says which part of the tree is trunk and which branches there are.
 *
 * <p>Values are immutable. Absent is an empty {@link java.util.Optional}, never null and never an empty string. Null is
 * not accepted by any method of this package: it is answered with a {@link java.lang.NullPointerException}.
 */
@Export
@Version("1.0.0")
package org.trunkline.registry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
