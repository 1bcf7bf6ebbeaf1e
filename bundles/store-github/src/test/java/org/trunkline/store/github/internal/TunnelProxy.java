package org.trunkline.store.github.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy on loopback that opens tunnels, and keeps what clients sent through them. */
final class TunnelProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    TunnelProxy() throws IOException {
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** {@code host:port} of each tunnel that was asked for. */
    List<String> tunnels() {
        return List.copyOf(tunnels);
    }

    /** Everything that clients sent, their requests for tunnels included. */
    String sent() {
        synchronized (sent) {
            return sent.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            StringBuilder head = new StringBuilder();
            InputStream in = client.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return;
                }
                head.append((char) c);
                keep(new byte[] {(byte) c}, 1);
            }
            String[] words = head.toString().split(" ", 3);
            if (!words[0].equals("CONNECT")) {
                client.getOutputStream().write("HTTP/1.1 405 Only tunnels\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            tunnels.add(words[1]);
            int colon = words[1].lastIndexOf(':');
            try (Socket target =
                    new Socket(words[1].substring(0, colon), Integer.parseInt(words[1].substring(colon + 1)))) {
                open.add(target);
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                threads.execute(() -> pump(target, client, false));
                pump(client, target, true);
            }
        } catch (IOException e) {
            // one of the two hung up
        }
    }

    private void pump(Socket from, Socket to, boolean kept) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (kept) {
                    keep(buffer, read);
                }
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two hung up
        }
    }

    private void keep(byte[] bytes, int count) {
        synchronized (sent) {
            sent.write(bytes, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : open) {
            each.close();
        }
        threads.shutdownNow();
    }
}
