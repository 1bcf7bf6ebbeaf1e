package org.trunkline.sync.carbon.internal.foreign;

import java.util.ArrayList;
import java.util.List;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/** A third party's saver that notes each call and fails when it is told to. */
class FakeSaver implements ArtifactSaver {

    final List<String> calls = new ArrayList<>();
    Throwable failure;
    int failFrom;

    @Override
    public void init() throws ArtifactSynchronizerException {
        note("init");
    }

    @Override
    public void saveArtifact(String document, String label, String instruction) throws ArtifactSynchronizerException {
        note(instruction + " " + label + " " + document);
    }

    private void note(String call) throws ArtifactSynchronizerException {
        if (failure != null && calls.size() >= failFrom) {
            Failures.raise(failure);
        }
        calls.add(call);
    }

    @Override
    public boolean isAPIPublished(String apiId) {
        return false;
    }

    @Override
    public void disconnect() {
        calls.add("disconnect");
    }

    @Override
    public String getName() {
        return "GHSaver";
    }
}
