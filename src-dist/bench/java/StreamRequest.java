import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What both yardsticks, {@link RawDrain} and {@link BlockingPing}, send: one streaming chat request, as Plimsoll would. */
record StreamRequest(InetSocketAddress server, byte[] bytes) {
    static StreamRequest of(int port, int tokens) {
        String body = "{\"model\":\"plimsoll-simulator\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + "The tide sets in along the quay and lifts the hull to its line. ".repeat(2)
                + "\"}],\"stream\":true,\"stream_options\":{\"include_usage\":true},\"max_completion_tokens\":" + tokens
                + "}";
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return new StreamRequest(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                (head + body).getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes the request; it is far smaller than a socket's buffer. */
    void writeTo(java.nio.channels.SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** How often {@code needle} begins in {@code bytes[from, to)}. */
    static int count(byte[] bytes, int from, int to, byte[] needle) {
        int found = 0;
        next:
        for (int i = from; i <= to - needle.length; i++) {
            for (int k = 0; k < needle.length; k++) {
                if (bytes[i + k] != needle[k]) {
                    continue next;
                }
            }
            found++;
        }
        return found;
    }
}
