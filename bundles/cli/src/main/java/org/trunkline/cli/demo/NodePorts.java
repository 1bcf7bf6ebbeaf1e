package org.trunkline.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The ports of one node, free when they were looked for: another program may be quicker, and then others are taken. */
record NodePorts(int management, int preview) {

    static NodePorts free() throws IOException {
        // both are held at once, or the system might give the same one twice
        try (var first = open(0);
                var second = open(0)) {
            return new NodePorts(first.getLocalPort(), second.getLocalPort());
        }
    }

    /** Whether somebody holds one of them. */
    boolean taken() {
        return taken(management) || taken(preview);
    }

    private static boolean taken(int port) {
        try (var probe = open(port)) {
            return !probe.isBound();
        } catch (IOException e) {
            return true; // that it cannot be opened is the answer
        }
    }

    private static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
