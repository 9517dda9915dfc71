package dev.plimsoll.engine.router.proxy;

import java.io.BufferedInputStream;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A model's server that answers with whatever bytes a test wants, and closes when it wants. */
final class RawServer implements AutoCloseable {
    /** What it got. */
    record Request(String head, byte[] body, Socket socket) {
        String line() {
            return head.lines().findFirst().orElse("");
        }

        List<String> header(String name) {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        void answer(String bytes) throws IOException {
            answer(bytes.getBytes(StandardCharsets.UTF_8));
        }

        void answer(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** A whole answer of JSON. */
        void ok(String body) throws IOException {
            answer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }

        /** Waits until the other side ends the connection; how many bytes came before. */
        long awaitEnd() throws IOException {
            long bytes = 0;
            try {
                for (int n = socket.getInputStream().read();
                        n >= 0;
                        n = socket.getInputStream().read()) {
                    bytes++;
                }
            } catch (java.net.SocketException e) {
                // a reset is an end too
            }
            return bytes;
        }
    }

    /** Answers; ends the connection by closing it. */
    interface Handler {
        void handle(Request request) throws Exception;
    }

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Handler handler;

    RawServer(Handler handler) {
        this.handler = handler;
        try {
            listening = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void answers(Handler other) {
        handler = other;
    }

    /** How many connections there were. */
    int connections() {
        return connections.get();
    }

    /** How many there are. */
    int openConnections() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = RawHttp.head(in); !head.isEmpty(); head = RawHttp.head(in)) {
                byte[] body = in.readNBytes(RawHttp.contentLength(head));
                handler.handle(new Request(head, body, socket));
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (Exception e) {
            // the test sees it on its own side
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Reads and writes plain HTTP. */
    static final class RawHttp {
        private RawHttp() {}

        /** Up to and with the blank line; empty at the end of the stream. */
        static String head(InputStream in) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int matched = 0;
            byte[] end = {'\r', '\n', '\r', '\n'};
            while (matched < 4) {
                int next = in.read();
                if (next < 0) {
                    return bytes.toString(StandardCharsets.ISO_8859_1);
                }
                bytes.write(next);
                matched = next == end[matched] ? matched + 1 : next == '\r' ? 1 : 0;
            }
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }

        static int contentLength(String head) {
            return head.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }
    }
}
