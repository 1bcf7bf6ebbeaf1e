package org.trunkline.server.internal.node;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trunkline.server.internal.config.Deployment;
import org.trunkline.settings.ConfigurationException;

class PortsTest {

    private static Ports ports(int port, int offset) {
        return new Ports(new Deployment(
                offset, Map.of("management", Map.of("host", "127.0.0.1", "port", port)), List.of(), List.of()));
    }

    @Test
    void nameThePortItsKeyAndTheWayOutWhenItIsTaken() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
            String message = assertThrows(
                            ConfigurationException.class, () -> ports(port, 7).requireFree("management"))
                    .getMessage();

            assertTrue(message.startsWith("Port " + port + " of 127.0.0.1 cannot be opened"), message);
            assertTrue(message.contains("[management] port in deployment.toml plus the port offset 7"), message);
            assertTrue(message.contains("-DportOffset=N"), message);
        }
        assertDoesNotThrow(() -> ports(port, 7).requireFree("management"));
    }
}
