package org.trunkline.cli.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import org.trunkline.cli.CommandFailed;

/**
 * The address of a node's management API: scheme, host and port.
 *
 * @param base without a path, a query or a slash at the end
 */
public record ServerUrl(URI base) {

    /**
     * Reads an address that a person gave.
     *
     * @throws CommandFailed if it is no address, carries a password, or would send one over the network in clear
     */
    public static ServerUrl parse(String text) throws CommandFailed {
        URI given;
        try {
            given = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw CommandFailed.usage(
                    "'" + text + "' is no address: " + e.getReason() + ". Give one such as https://127.0.0.1:9443.");
        }
        if (given.getHost() == null || given.getScheme() == null) {
            throw CommandFailed.usage("'" + text + "' is no address. Give one such as https://127.0.0.1:9443.");
        }
        if (given.getRawUserInfo() != null) {
            throw CommandFailed.usage("An address must not hold a user or a password: lists of processes show it. "
                    + "Use --user and TRUNKLINE_PASSWORD.");
        }
        if (given.getRawQuery() != null || given.getRawFragment() != null || hasPath(given)) {
            throw CommandFailed.usage("'" + text + "' holds more than scheme, host and port. Give one such as https://"
                    + given.getHost() + ":9443.");
        }
        var url = new ServerUrl(URI.create(given.getScheme() + "://" + given.getRawAuthority()));
        switch (given.getScheme()) {
            case "https":
                return url;
            case "http":
                if (url.isLoopback()) {
                    return url;
                }
                throw CommandFailed.usage("'" + text + "' would send the password over the network in clear. "
                        + "Use https; http is for a node on this machine only.");
            default:
                throw CommandFailed.usage("'" + text + "' is neither https nor http.");
        }
    }

    /** Whether nothing protects what is sent there. */
    public boolean isClear() {
        return "http".equals(base.getScheme());
    }

    private static boolean hasPath(URI given) {
        return !given.getRawPath().isEmpty() && !"/".equals(given.getRawPath());
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(base.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
