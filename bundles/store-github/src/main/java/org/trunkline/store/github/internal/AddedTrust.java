package org.trunkline.store.github.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Trusts the certificates of a PEM file besides the authorities that Java trusts: a company's own, or a proxy's. */
final class AddedTrust {

    private final Path pem;

    AddedTrust(Path pem) {
        this.pem = pem;
    }

    /** @throws IllegalArgumentException if the file cannot be read or holds no certificate */
    void addTo(OkHttpClient.Builder client) {
        try (InputStream in = Files.newInputStream(pem)) {
            List<Certificate> trusted =
                    new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (trusted.isEmpty()) {
                throw new IllegalArgumentException("certificate, file " + pem + ", holds no certificate");
            }
            trusted.addAll(Arrays.asList(trustManager(null).getAcceptedIssuers()));
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                all.setCertificateEntry("trusted-" + i, trusted.get(i));
            }
            X509TrustManager trust = trustManager(all);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            client.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (IOException e) {
            throw new IllegalArgumentException("certificate, file " + pem + ", cannot be read: " + e, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "certificate, file " + pem + ", is no PEM file with certificates: " + e.getMessage(), e);
        }
    }

    /** @param roots null for those of the platform */
    private static X509TrustManager trustManager(KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
