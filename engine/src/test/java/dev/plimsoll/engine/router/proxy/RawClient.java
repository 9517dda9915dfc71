package dev.plimsoll.engine.router.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A client that sends exactly the bytes a test wants and sees exactly what comes back. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    /**
     * An answer.
     *
     * @param whole whether its end was marked as such
     */
    record Answer(int status, String head, byte[] body, boolean whole) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        List<String> headers(String name) {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** A request with JSON. */
    RawClient post(String path, String body, String... headers) throws IOException {
        return send(request("POST", path, body, headers));
    }

    RawClient get(String path, String... headers) throws IOException {
        return send(request("GET", path, "", headers));
    }

    static String request(String method, String path, String body, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: router\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Type: application/json\r\n");
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    /** The next answer. */
    Answer answer() throws IOException {
        return answer(false);
    }

    /** The next answer. */
    Answer answer(boolean toHead) throws IOException {
        String head = head();
        int status = Integer.parseInt(head.split(" ", 3)[1]);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = true;
        if (toHead || status == 204 || status == 304 || status == 100) {
            // none
        } else if (has(head, "transfer-encoding: chunked")) {
            whole = chunks(body);
        } else if (has(head, "content-length:")) {
            int length = RawServer.RawHttp.contentLength(head);
            body.writeBytes(bytes(length));
            whole = body.size() == length;
        } else {
            whole = untilEnd(body);
        }
        return new Answer(status, head, body.toByteArray(), whole);
    }

    String head() throws IOException {
        return RawServer.RawHttp.head(in);
    }

    private byte[] bytes(int length) throws IOException {
        try {
            return in.readNBytes(length);
        } catch (SocketException e) {
            return new byte[0];
        }
    }

    private static boolean has(String head, String what) {
        return head.toLowerCase(Locale.ROOT).contains("\r\n" + what);
    }

    private boolean chunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line();
            if (size.isEmpty()) {
                return false;
            }
            int length = Integer.parseInt(size.strip(), 16);
            byte[] chunk = bytes(length);
            body.writeBytes(chunk);
            if (chunk.length < length) {
                return false;
            }
            line();
            if (length == 0) {
                return true;
            }
        }
    }

    /** The next line. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
        } catch (SocketException e) {
            return "";
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** Whether it ended in good order. */
    private boolean untilEnd(ByteArrayOutputStream body) throws IOException {
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                body.write(next);
            }
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Whether the router has ended the connection, and nothing more came before. */
    boolean isAtEnd() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    Socket socket() {
        return socket;
    }

    /** How many of so many bytes come before the end. */
    long skip(long bytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        while (read < bytes) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, bytes - read));
            if (n < 0) {
                break;
            }
            read += n;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
