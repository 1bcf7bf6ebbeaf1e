/**
 * A store in a branch of a GitHub repository. The store itself is the service {@link org.trunkline.sync.ArtifactStore}; this
 * package holds what is GitHub's alone: {@link org.trunkline.store.github.GitHubStatus}.
 *
 * <p>Values are immutable. Absent is an empty {@link java.util.Optional}.
 */
@Export
@Version("1.0.0")
package org.trunkline.store.github;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
