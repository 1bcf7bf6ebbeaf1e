package org.trunkline.server.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.server.internal.config.Deployment;

/** Finds the keystore that deployment.toml names, or makes one, and checks before anything listens that it can be used. */
public final class Keystores {

    private static final Duration WARN_BEFORE_EXPIRY = Duration.ofDays(30);

    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::");

    private final Path base;
    private final Path directory;
    private final Clock clock;

    public Keystores(Path base, Clock clock) {
        this.base = base;
        this.directory = base.resolve("repository/resources/security");
        this.clock = clock;
    }

    /** @param warnings gets what does not keep the node from starting */
    public TlsMaterial open(Deployment deployment, List<String> warnings) throws TlsException {
        Optional<String> fileName = deployment.text("keystore.tls", "file_name");
        Path keystore;
        String type;
        String password;
        if (fileName.isPresent()) {
            keystore = locate(fileName.get());
            type = deployment.text("keystore.tls", "type").orElse("PKCS12");
            password = deployment.text("keystore.tls", "password").orElse("");
        } else {
            OwnCertificate own = new OwnCertificate(directory);
            password = own.password(hosts(deployment));
            keystore = own.keystore();
            type = "PKCS12";
        }
        String keyPassword = deployment.text("keystore.tls", "key_password").orElse(password);
        X509Certificate[] chain =
                chain(keystore, type, password, keyPassword, deployment.text("keystore.tls", "alias"));
        checkValidity(keystore, chain[0], warnings);
        return new TlsMaterial(keystore, type, password, keyPassword, export(chain));
    }

    /** By which others may call this node: its name first, then the address that it listens on if that is one. */
    private static Set<String> hosts(Deployment deployment) {
        Set<String> hosts = new LinkedHashSet<>();
        deployment.text("server", "hostname").ifPresent(hosts::add);
        deployment
                .text("management", "host")
                .filter(host -> !ANY_ADDRESS.contains(host))
                .ifPresent(hosts::add);
        return hosts;
    }

    /** As in WSO2's servers a mere file name is looked for among the node's security resources. */
    private Path locate(String fileName) {
        Path named = Path.of(fileName);
        return named.getNameCount() == 1 && !named.isAbsolute()
                ? directory.resolve(named)
                : base.resolve(named).normalize();
    }

    private static X509Certificate[] chain(
            Path keystore, String type, String password, String keyPassword, Optional<String> alias)
            throws TlsException {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore content = KeyStore.getInstance(type);
            content.load(in, password.toCharArray());
            String chosen = alias(keystore, content, alias);
            content.getKey(chosen, keyPassword.toCharArray());
            return Arrays.stream(content.getCertificateChain(chosen))
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
        } catch (UnrecoverableKeyException e) {
            throw new TlsException("The key in " + keystore + " does not open with [keystore.tls] key_password.", e);
        } catch (IOException e) {
            throw new TlsException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "The keystore " + keystore
                                    + " does not open: the password is wrong. Check [keystore.tls] password."
                            : "The keystore " + keystore + " cannot be read: " + e
                                    + ". Check [keystore.tls] file_name and type.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    "The keystore " + keystore + " cannot be used as " + type + ": " + e.getMessage(), e);
        }
    }

    /** The HTTP service takes the key by itself, so it must not have a choice. */
    private static String alias(Path keystore, KeyStore content, Optional<String> wanted)
            throws GeneralSecurityException, TlsException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(content.aliases())) {
            if (content.isKeyEntry(alias) && content.getCertificateChain(alias) != null) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new TlsException(
                    "The keystore " + keystore + " must hold exactly one key with its certificate; it holds "
                            + (keys.isEmpty() ? "none" : keys.size() + ": " + String.join(", ", keys)) + ".");
        }
        if (wanted.isPresent() && !wanted.get().equalsIgnoreCase(keys.get(0))) {
            throw new TlsException("The keystore " + keystore + " holds no key '" + wanted.get() + "' but '"
                    + keys.get(0) + "'. Check [keystore.tls] alias.");
        }
        return keys.get(0);
    }

    private void checkValidity(Path keystore, X509Certificate certificate, List<String> warnings) {
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(clock.instant())) {
            warnings.add("The certificate in " + keystore + " expired at " + end + ": clients will refuse it");
        } else if (end.isBefore(clock.instant().plus(WARN_BEFORE_EXPIRY))) {
            warnings.add("The certificate in " + keystore + " expires at " + end);
        }
    }

    private Path export(X509Certificate[] chain) throws TlsException {
        Path pem = directory.resolve("trunkline.pem");
        try {
            Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
            StringBuilder text = new StringBuilder();
            for (X509Certificate certificate : chain) {
                text.append("-----BEGIN CERTIFICATE-----\n")
                        .append(lines.encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
            Files.createDirectories(directory);
            if (!Files.exists(pem) || !Files.readString(pem).contentEquals(text)) {
                Files.writeString(pem, text, StandardCharsets.US_ASCII);
            }
            return pem;
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException("The certificate cannot be written to " + pem + ": " + e, e);
        }
    }
}
