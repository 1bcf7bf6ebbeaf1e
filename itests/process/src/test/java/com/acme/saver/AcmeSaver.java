package com.acme.saver;

import com.acme.format.AcmeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/** A third party's saver: notes in a file what it is given. */
final class AcmeSaver implements ArtifactSaver {

    private final Path file;

    AcmeSaver(Path file) {
        this.file = file;
    }

    @Override
    public void init() {
        // Nothing to connect to.
    }

    @Override
    public void saveArtifact(String document, String label, String instruction) throws ArtifactSynchronizerException {
        try {
            Files.writeString(
                    file,
                    AcmeFormat.line(label, instruction, document) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ArtifactSynchronizerException("cannot write " + file, e);
        }
    }

    @Override
    public boolean isAPIPublished(String apiId) {
        return false;
    }

    @Override
    public void disconnect() {
        // Nothing to disconnect from.
    }

    @Override
    public String getName() {
        return "AcmeSaver";
    }
}
