package org.trunkline.sync.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactKey;

/** A gateway that holds what it was told to, refuses what a test names, and remembers every call. */
final class RecordingDeployer implements Deployer {

    private final Map<ArtifactKey, String> deployed = new TreeMap<>();
    private final Set<String> refusedBodies = new HashSet<>();
    private final Set<ArtifactKey> sticky = new HashSet<>();
    private final List<String> calls = new ArrayList<>();

    @Override
    public synchronized void deploy(Artifact artifact) throws DeploymentException {
        calls.add("deploy " + artifact.key().id());
        if (refusedBodies.contains(artifact.body().sha256())) {
            throw new DeploymentException("The gateway does not know one of its mediators");
        }
        deployed.put(artifact.key(), artifact.body().sha256());
    }

    @Override
    public synchronized void undeploy(ArtifactKey key) throws DeploymentException {
        calls.add("undeploy " + key.id());
        if (sticky.contains(key)) {
            throw new DeploymentException("The gateway is busy");
        }
        deployed.remove(key);
    }

    synchronized void refuse(String sha256) {
        refusedBodies.add(sha256);
    }

    synchronized void acceptAgain() {
        refusedBodies.clear();
        sticky.clear();
    }

    synchronized void refuseToUndeploy(ArtifactKey key) {
        sticky.add(key);
    }

    synchronized Map<ArtifactKey, String> deployed() {
        return new TreeMap<>(deployed);
    }

    synchronized List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }
}
