package org.trunkline.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.trunkline.cli.CommandFailed;

/** Decides which servers are believed to be who they say they are. */
public final class Trust {

    private Trust() {}

    /**
     * Trusts the certificates of a PEM file and nothing else. The host name is still compared with the certificate.
     *
     * @throws CommandFailed if the file cannot be read or holds no certificate
     */
    public static SSLContext onlyIn(Path pemFile) throws CommandFailed {
        try (var in = Files.newInputStream(pemFile)) {
            var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.setCertificateEntry("trusted-" + anchors.size(), certificate);
            }
            if (anchors.size() == 0) {
                throw CommandFailed.usage(pemFile + " holds no certificate. Give a PEM file to --certificate.");
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(anchors);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw CommandFailed.usage("The certificate " + pemFile + " cannot be read: " + e.getMessage()
                    + ". Give the node's PEM file to --certificate.");
        } catch (GeneralSecurityException e) {
            throw CommandFailed.usage(pemFile + " is no PEM file with certificates: " + e.getMessage()
                    + ". Give another to --certificate.");
        }
    }
}
