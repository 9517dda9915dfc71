package dev.plimsoll.engine.router.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port a model's server is going to listen on. */
final class ServerPort {
    private ServerPort() {}

    /**
     * That a server can listen on it: by listening there for a moment, which disturbs nobody. Otherwise the health probe would be
     * answered by whoever is there, and so would requests.
     *
     * @throws IOException saying that somebody is there already
     */
    static void check(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections that are over do not count
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        } catch (IOException e) {
            throw new IOException(
                    "another program listens on port " + port + " already; end it, or choose another port (startPort)",
                    e);
        }
    }
}
