package org.trunkline.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks a node of this machine how it is, for {@code bin/trunkline.sh}: {@code Health BASE [--wait SECONDS --pid PROCESS]}.
 * Exit status 0: ready; 1: not running; 3: running and not ready.
 */
public final class Health {

    private static final int READY = 0;
    private static final int NOT_RUNNING = 1;
    private static final int NOT_READY = 3;
    private static final Duration ONE_REQUEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int HTTP_OK = 200;

    private final Path state;
    private final PrintStream out;

    private Health(Path base, PrintStream out) {
        this.state = base.resolve("repository/run/node.json");
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        // Only the node's own certificate is trusted, whichever names it has: an operator's may lack the local address.
        System.setProperty("jdk.internal.httpclient.disableHostnameVerification", "true");
        Health health = new Health(Path.of(arguments[0]), System.out);
        if (arguments.length == 5 && arguments[1].equals("--wait") && arguments[3].equals("--pid")) {
            System.exit(health.await(Duration.ofSeconds(Long.parseLong(arguments[2])), Long.parseLong(arguments[4])));
        }
        System.exit(health.show());
    }

    private int show() throws InterruptedException {
        Optional<State> node = read();
        if (node.isEmpty()) {
            out.println("The node is starting, or its management API is not open: there is no " + state + ".");
            return NOT_READY;
        }
        Look look = look(node.get());
        out.println(look.words());
        return look.ready() ? READY : NOT_READY;
    }

    private int await(Duration limit, long pid) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        String last = "its management API is not open";
        while (Instant.now().isBefore(end)) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                out.println("The node did not start. What it said stands above.");
                return NOT_RUNNING;
            }
            Optional<State> node = read().filter(found -> found.pid() == pid);
            if (node.isPresent()) {
                Look look = look(node.get());
                last = look.words();
                if (look.ready()) {
                    out.println(last);
                    return READY;
                }
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        out.println("Started as process " + pid + ", but not ready within " + limit.toSeconds() + " s: " + last
                + "\nSee " + state.getParent().resolveSibling("logs").resolve("trunkline.log") + ".");
        return NOT_READY;
    }

    private static Look look(State node) throws InterruptedException {
        String name = "Process " + node.pid() + " at " + node.managementUrl();
        try {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(node.certificate()))
                    .connectTimeout(ONE_REQUEST)
                    .build();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(node.managementUrl() + "/health/ready"))
                            .timeout(ONE_REQUEST)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == HTTP_OK
                    ? new Look(true, name + " is ready.")
                    : new Look(
                            false,
                            name + " is alive and not ready (HTTP " + answer.statusCode()
                                    + "): bin/trunkline status says why.");
        } catch (IOException | GeneralSecurityException e) {
            return new Look(false, name + " does not answer: " + e + ".");
        }
    }

    private static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("node-" + count++, certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private Optional<State> read() {
        try {
            String json = Files.readString(state);
            return Optional.of(new State(
                    Long.parseLong(value(json, "pid")),
                    value(json, "managementUrl"),
                    Path.of(value(json, "certificate"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            out.println(state + " cannot be read: " + e);
            return Optional.empty();
        }
    }

    /** The file is the node's own and flat, and the launcher has no library for JSON. */
    private static String value(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))")
                .matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("it has no " + key);
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1).replaceAll("\\\\(.)", "$1");
    }

    private record State(long pid, String managementUrl, Path certificate) {}

    private record Look(boolean ready, String words) {}
}
