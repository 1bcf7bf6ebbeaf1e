package org.trunkline.itests.apim.probe;

import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/** Has a name, and that is all. */
public final class ProbeSaver implements ArtifactSaver {

    @Override
    public void init() {}

    @Override
    public void saveArtifact(String gatewayRuntimeArtifacts, String gatewayLabel, String gatewayInstruction) {}

    @Override
    public boolean isAPIPublished(String apiId) {
        return false;
    }

    @Override
    public void disconnect() {}

    @Override
    public String getName() {
        return "Probe";
    }
}
