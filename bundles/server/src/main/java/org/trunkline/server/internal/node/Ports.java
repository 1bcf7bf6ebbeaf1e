package org.trunkline.server.internal.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.trunkline.server.internal.config.Deployment;
import org.trunkline.settings.ConfigurationException;

/** Finds out before anything starts whether the node's ports are free: the listeners themselves only log that they are not. */
final class Ports {

    private final Deployment deployment;

    Ports(Deployment deployment) {
        this.deployment = deployment;
    }

    /** @param table one with the keys host and port */
    void requireFree(String table) throws ConfigurationException {
        String host = deployment.text(table, "host").orElseThrow();
        int port = deployment.number(table, "port").orElseThrow();
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ConfigurationException(
                    "[" + table + "] host is \"" + host + "\", which is no address of this machine and no name of one.",
                    e);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Port " + port + " of " + host + " cannot be opened (" + e.getMessage() + "). It is [" + table
                            + "] port in deployment.toml"
                            + (deployment.portOffset() == 0 ? "" : " plus the port offset " + deployment.portOffset())
                            + ": stop what uses it, set another port, or move all ports with -DportOffset=N.",
                    e);
        }
    }
}
