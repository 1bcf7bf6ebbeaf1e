package org.trunkline.store.github.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trunkline.store.github.internal.client.Credentials;
import org.trunkline.sync.ArtifactStoreException;

/**
 * A personal token in a file, read when it is first needed and again when GitHub refuses it: so it can be replaced while
 * the node runs. Thread-safe.
 */
final class TokenFile implements Credentials {

    private final Path file;
    private String token;

    TokenFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized String token() throws ArtifactStoreException {
        if (token == null) {
            token = read();
        }
        return token;
    }

    @Override
    public synchronized boolean refused(String refusedToken) {
        if (refusedToken.equals(token)) {
            // the next request reads the file; if it holds the same one, the refusal stands
            token = null;
        }
        return !holds(refusedToken);
    }

    private boolean holds(String refusedToken) {
        try {
            return token().equals(refusedToken);
        } catch (ArtifactStoreException e) {
            // whoever asks for the token next is told
            return false;
        }
    }

    private String read() throws ArtifactStoreException {
        String text;
        try {
            text = Files.readString(file).trim();
        } catch (IOException e) {
            throw ArtifactStoreException.rejected(
                    "Cannot read the token of the GitHub store from file " + file + ": " + e
                            + ". Check [store.github] token_file.",
                    e);
        }
        if (!isToken(text)) {
            throw ArtifactStoreException.rejected(
                    "File " + file + " holds no token: one line without blanks. Check [store.github] token_file.");
        }
        return text;
    }

    /** Whether a text can be sent as a token at all. */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return "a personal token in " + file;
    }
}
