package org.trunkline.server.internal.tls;

import java.nio.file.Path;

/**
 * What the management API is served with.
 *
 * @param certificate the certificate alone, as PEM, for clients to trust
 */
public record TlsMaterial(Path keystore, String type, String password, String keyPassword, Path certificate) {

    @Override
    public String toString() {
        return "TlsMaterial[" + keystore + "]";
    }
}
