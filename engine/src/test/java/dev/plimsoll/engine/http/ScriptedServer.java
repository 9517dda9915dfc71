package dev.plimsoll.engine.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A loopback server for tests: each accepted connection is handed to the next script, in order; the last one is used again. */
public final class ScriptedServer implements AutoCloseable {
    /** What one connection does. */
    @FunctionalInterface
    public interface Script {
        void serve(Conversation conversation) throws IOException;
    }

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private ScriptedServer(ServerSocket server) {
        this.server = server;
    }

    /** Starts a server. */
    public static ScriptedServer start(Script... scripts) {
        return start(plainSocket(), scripts);
    }

    /** Starts on a given (perhaps TLS) server socket. */
    public static ScriptedServer start(ServerSocket socket, Script... scripts) {
        ScriptedServer server = new ScriptedServer(socket);
        Thread.ofVirtual().start(() -> server.accept(scripts));
        return server;
    }

    private static ServerSocket plainSocket() {
        try {
            return new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Requests received so far, head and body. */
    public List<String> requests() {
        return requests;
    }

    private void accept(Script[] scripts) {
        for (int i = 0; !server.isClosed(); i++) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Script script = scripts[Math.min(i, scripts.length - 1)];
                Thread.ofVirtual().start(() -> serve(script, socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Script script, Socket socket) {
        try (socket) {
            script.serve(new Conversation(socket, requests));
        } catch (IOException e) {
            // the client went away, as some tests want
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One connection, seen from the server. */
    public static final class Conversation {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final List<String> requests;
        private String last = "";

        private Conversation(Socket socket, List<String> requests) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
            this.requests = requests;
        }

        /** Reads one request with Content-Length; false at the end of the connection. */
        public boolean readRequest() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int headEnd = -1;
            while (headEnd < 0) {
                int b = in.read();
                if (b < 0) {
                    return false;
                }
                bytes.write(b);
                headEnd = bytes.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            }
            String head = bytes.toString(StandardCharsets.ISO_8859_1);
            int at = head.indexOf("Content-Length: ");
            int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
            bytes.write(in.readNBytes(length));
            last = bytes.toString(StandardCharsets.UTF_8);
            requests.add(last);
            return true;
        }

        /** What {@link #readRequest} read last, head and body. */
        public String lastRequest() {
            return last;
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Reads so many bytes, or to the end. */
        public byte[] read(int bytes) throws IOException {
            return in.readNBytes(bytes);
        }

        /** Ends the sending half; the receiving half stays open. */
        public void endOutput() throws IOException {
            socket.shutdownOutput();
        }

        /** Waits until the client closes. */
        public void awaitClose() throws IOException {
            while (in.read() >= 0) {
                // whatever it still sends
            }
        }

        /** Closes with RST instead of FIN. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
