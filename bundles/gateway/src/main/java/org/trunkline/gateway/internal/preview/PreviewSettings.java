package org.trunkline.gateway.internal.preview;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/** The checked configuration of the preview front. */
record PreviewSettings(
        InetSocketAddress address, HandlerPolicy handlers, long maxBodySize, Duration timeout, int maxRequests) {

    private static final int MAX_REQUESTS = 10_000;

    PreviewSettings {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(handlers, "handlers");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** @throws IllegalArgumentException if a value cannot be used; the message names the key of deployment.toml */
    static PreviewSettings of(PreviewConfig config) {
        require(config.port() >= 0 && config.port() <= 65_535, "port must be 0 to 65535, was " + config.port());
        require(config.max_body_size() > 0, "max_body_size must be positive, was " + config.max_body_size());
        require(config.timeout() > 0, "timeout must be positive, was " + config.timeout());
        require(
                config.max_requests() > 0 && config.max_requests() <= MAX_REQUESTS,
                "max_requests must be 1 to " + MAX_REQUESTS + ", was " + config.max_requests());
        String[] ignored = config.ignore_handlers();
        return new PreviewSettings(
                address(config),
                new HandlerPolicy(ignored == null ? Set.of() : Set.of(distinct(ignored))),
                config.max_body_size(),
                Duration.ofMillis(config.timeout()),
                config.max_requests());
    }

    private static String[] distinct(String[] names) {
        return Arrays.stream(names).map(String::trim).distinct().toArray(String[]::new);
    }

    private static InetSocketAddress address(PreviewConfig config) {
        InetAddress host;
        try {
            host = InetAddress.getByName(config.host());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("[preview] host is not known: '" + config.host() + "'", e);
        }
        require(
                host.isLoopbackAddress() || config.allow_remote(),
                "host '" + config.host()
                        + "' can be reached by other machines. The preview front is for development and"
                        + " integration tests; if you mean it, set allow_remote = true");
        return new InetSocketAddress(host, config.port());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("[preview] " + message);
        }
    }
}
