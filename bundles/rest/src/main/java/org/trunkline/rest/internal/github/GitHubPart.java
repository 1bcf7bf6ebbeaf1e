package org.trunkline.rest.internal.github;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Revision;

/**
 * The GitHub store of this node as the management API shows it. It names no type of the store's bundle, so that a node
 * without that bundle can do without it. Thread-safe.
 */
public interface GitHubPart {

    /** Whether it is the view of this service. */
    boolean isOf(Object service);

    /** The repository, as {@code owner/name}. */
    String repository();

    /** The branch; empty if it is the repository's default branch. */
    Optional<String> branch();

    /** Which repository it is, and what GitHub allows. Asks nobody. */
    JsonObject status();

    /** What is measured of it now. */
    Map<GitHubMeasure, Double> measures();

    /** The branch may have moved. Returns at once. */
    void hint();

    /** What an import of the former layout would do. */
    JsonObject importPlan() throws ArtifactStoreException;

    /** Imports what can be read of the former layout, in one commit. */
    Revision runImport() throws ArtifactStoreException;
}
