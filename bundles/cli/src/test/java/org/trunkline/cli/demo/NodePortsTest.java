package org.trunkline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class NodePortsTest {

    @Test
    void knowsWhenAnotherProgramWasQuicker() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var free = NodePorts.free();

            assertFalse(free.taken());
            assertTrue(new NodePorts(free.management(), other.getLocalPort()).taken());
            assertTrue(new NodePorts(other.getLocalPort(), free.preview()).taken());
        }
    }
}
