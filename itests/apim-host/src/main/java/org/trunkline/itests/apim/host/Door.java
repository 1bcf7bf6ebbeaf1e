package org.trunkline.itests.apim.host;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one order per connection on loopback, each in a thread of its own, and sends what came of it. */
final class Door implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int BACKLOG = 64;

    private final Gson gson = new GsonBuilder().serializeNulls().create();
    private final Orders orders;
    private final ServerSocket socket;

    Door(Orders orders) throws IOException {
        this.orders = orders;
        this.socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /** @param portFile where to say which port it is */
    void open(Path portFile) throws IOException {
        Thread thread = new Thread(this::accept, "host-door");
        thread.setDaemon(true);
        thread.start();
        Path whole = portFile.resolveSibling("door.port.new");
        Files.writeString(whole, Integer.toString(socket.getLocalPort()));
        Files.move(whole, portFile, StandardCopyOption.ATOMIC_MOVE);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection), "host-order");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.error("The host cannot take orders any more", e);
                }
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String text = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = orders.carryOut(gson.fromJson(text, Order.class));
            try (Writer out = new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8)) {
                gson.toJson(answer, out);
            }
        } catch (IOException e) {
            LOG.error("A test went away before it had its answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
