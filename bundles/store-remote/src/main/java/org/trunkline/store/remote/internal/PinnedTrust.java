package org.trunkline.store.remote.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of one PEM file and no other; that the host's name fits is still checked by the client. */
final class PinnedTrust {

    private final Path pem;

    PinnedTrust(Path pem) {
        this.pem = pem;
    }

    /** @throws IllegalArgumentException if the file cannot be read or holds no certificate */
    SSLContext context() {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException(refusal("it holds no certificate"));
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate certificate : certificates) {
                count++;
                trusted.setCertificateEntry("trusted-" + count, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new IllegalArgumentException(refusal("it cannot be read: " + e), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(refusal("it is no PEM file with certificates: " + e.getMessage()), e);
        }
    }

    private String refusal(String reason) {
        return "The certificate in [store.remote], " + pem + ", cannot be used: " + reason
                + ". Copy the publisher's certificate file and name it.";
    }
}
