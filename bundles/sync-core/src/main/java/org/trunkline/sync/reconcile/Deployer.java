package org.trunkline.sync.reconcile;

import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;

/** The gateway's side: takes artifacts into service and out of it. All calls come from one thread, one after another. */
@ConsumerType
public interface Deployer {

    /**
     * Takes an artifact into service, in place of what was deployed under its key.
     *
     * @throws DeploymentException if it cannot be; what was deployed under the key before must still be served
     */
    void deploy(Artifact artifact) throws DeploymentException;

    /**
     * Takes out of service what was deployed under a key. It does nothing if nothing was.
     *
     * @throws DeploymentException if it cannot be done; it is asked for again later
     */
    void undeploy(ArtifactKey key) throws DeploymentException;
}
