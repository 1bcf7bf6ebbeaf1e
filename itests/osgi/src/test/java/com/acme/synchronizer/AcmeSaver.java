package com.acme.synchronizer;

import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/** A third party's saver. It does not work until it is initialized. */
final class AcmeSaver implements ArtifactSaver {

    private final String name;
    private final AcmeArtifacts artifacts;
    private volatile boolean initialized;

    AcmeSaver(String name, AcmeArtifacts artifacts) {
        this.name = name;
        this.artifacts = artifacts;
    }

    @Override
    public void init() {
        initialized = true;
    }

    @Override
    public void saveArtifact(String document, String label, String instruction) throws ArtifactSynchronizerException {
        if (!initialized) {
            throw new ArtifactSynchronizerException("init() was not called");
        }
        artifacts.save(label, document);
    }

    @Override
    public boolean isAPIPublished(String apiId) {
        return artifacts.contain(apiId);
    }

    @Override
    public void disconnect() {
        initialized = false;
    }

    @Override
    public String getName() {
        return name;
    }
}
