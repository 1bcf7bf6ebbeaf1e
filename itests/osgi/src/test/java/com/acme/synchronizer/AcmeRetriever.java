package com.acme.synchronizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;

/** A third party's retriever. */
final class AcmeRetriever implements ArtifactRetriever {

    private final String name;
    private final AcmeArtifacts artifacts;

    AcmeRetriever(String name, AcmeArtifacts artifacts) {
        this.name = name;
        this.artifacts = artifacts;
    }

    @Override
    public void init() {
        // Nothing to connect to.
    }

    @Override
    public String retrieveArtifact(String apiId, String label, String instruction) {
        return artifacts.of(label).stream()
                .filter(document -> document.contains(apiId))
                .findFirst()
                .orElse("");
    }

    @Override
    public Map<String, String> retrieveAttributes(String apiName, String version, String tenantDomain) {
        return new HashMap<>();
    }

    @Override
    public List<String> retrieveAllArtifacts(String label) {
        return artifacts.of(label);
    }

    @Override
    public void disconnect() {
        // Nothing to disconnect from.
    }

    @Override
    public String getName() {
        return name;
    }
}
