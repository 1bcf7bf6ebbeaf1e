package org.trunkline.server.internal.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.trunkline.server.internal.file.PrivateFile;

/**
 * A key and a certificate of the node's own, made once. The JDK has no API that makes a certificate, so its keytool does;
 * the keystore's password reaches it through the environment, where other users do not see it.
 */
final class OwnCertificate {

    static final String ALIAS = "trunkline";

    private static final String PASSWORD_VARIABLE = "TRUNKLINE_KEYSTORE_PASSWORD";
    private static final int DAYS = 3650;
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private final Path keystore;
    private final Path passwordFile;

    OwnCertificate(Path directory) {
        this.keystore = directory.resolve("trunkline.p12");
        this.passwordFile = directory.resolve("trunkline.p12.password");
    }

    Path keystore() {
        return keystore;
    }

    /** The keystore's password; makes the keystore first if it is not there. */
    String password(Set<String> hosts) throws TlsException {
        try {
            if (!Files.exists(keystore) || !Files.exists(passwordFile)) {
                make(hosts);
            }
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new TlsException(
                    "The certificate of this node cannot be made or read in " + keystore.getParent() + ": " + e, e);
        }
    }

    private void make(Set<String> hosts) throws IOException, TlsException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        PrivateFile.replace(passwordFile, password.getBytes(StandardCharsets.US_ASCII));

        // keytool wants to make the file itself, so it does that where nobody else can look.
        Path workplace = PrivateFile.createDirectory(keystore.getParent(), "keytool-");
        Path made = workplace.resolve("made.p12");
        try {
            keytool(made, password, hosts);
            PrivateFile.replace(keystore, Files.readAllBytes(made));
        } finally {
            Files.deleteIfExists(made);
            Files.delete(workplace);
        }
    }

    private static void keytool(Path target, String password, Set<String> hosts) throws IOException, TlsException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                Integer.toString(DAYS),
                "-dname",
                "CN="
                        + hosts.stream()
                                .filter(OwnCertificate::isDnsName)
                                .findFirst()
                                .orElse("localhost") + ",O=Trunkline",
                "-ext",
                "san=" + alternativeNames(hosts),
                "-ext",
                "eku=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                target.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE));
        builder.environment().put(PASSWORD_VARIABLE, password);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new TlsException(keytool + " did not end within " + PATIENCE_SECONDS + " s.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new TlsException("Interrupted while " + keytool + " made the certificate.", e);
        }
        if (process.exitValue() != 0) {
            throw new TlsException(keytool + " made no certificate: " + said);
        }
    }

    private static String alternativeNames(Set<String> hosts) {
        Set<String> names = new LinkedHashSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
        for (String host : hosts) {
            if (ADDRESS.matcher(host).matches()) {
                names.add("ip:" + host);
            } else if (isDnsName(host)) {
                names.add("dns:" + host);
            }
        }
        try {
            String machine = InetAddress.getLocalHost().getHostName();
            if (isDnsName(machine)) {
                names.add("dns:" + machine);
            }
        } catch (UnknownHostException e) {
            // A machine that does not know its own name is reached by address, or by the hostname of deployment.toml.
            return String.join(",", names);
        }
        return String.join(",", names);
    }

    private static boolean isDnsName(String name) {
        return DNS_NAME.matcher(name).matches() && !ADDRESS.matcher(name).matches();
    }
}
