import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The floor of the loopback: threads that write a request and then do nothing but read it, blocking, one connection each. What these
 * times miss the server's own by is network and kernel.
 *
 * <pre>java BlockingPing PORT STREAMS SECONDS TOKENS FILE</pre>
 *
 * <p>Requests of the first second only warm this program and are left out. Writes one line for each other: the answer's id, when sending began, then the read time of each token, all in ns of the monotonic
 * clock. Tokens that came with one read share its time.
 */
final class BlockingPing {
    private static final byte[] EVENT = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ID = "\"id\":\"";

    private final StreamRequest request;
    private final int tokens;
    private final long warmNs = System.nanoTime() + 1_000_000_000L;
    private final long endNs;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private BlockingPing(StreamRequest request, int tokens, long lengthNs) {
        this.request = request;
        this.tokens = tokens;
        this.endNs = warmNs + lengthNs;
    }

    public static void main(String[] args) throws Exception {
        int tokens = Integer.parseInt(args[3]);
        BlockingPing ping = new BlockingPing(StreamRequest.of(Integer.parseInt(args[0]), tokens), tokens, (long)
                (Double.parseDouble(args[2]) * 1e9));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            threads.add(Thread.ofPlatform().start(ping::ask));
            Thread.sleep(7); // streams in step would wait for each other at the server
        }
        for (Thread thread : threads) {
            thread.join();
        }
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[4]))) {
            for (String line : ping.lines) {
                out.write(line);
            }
        }
    }

    private void ask() {
        try (SocketChannel channel = SocketChannel.open(request.server())) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
            byte[] copy = new byte[1 << 16];
            long[] readNs = new long[tokens + 8];
            while (System.nanoTime() < endNs) {
                final long sentNs = System.nanoTime();
                request.writeTo(channel);
                String id = "";
                int events = 0;
                for (boolean ended = false; !ended; ) {
                    buffer.clear();
                    int got = channel.read(buffer);
                    final long nowNs = System.nanoTime();
                    if (got < 0) {
                        throw new IOException("the server closed the connection");
                    }
                    buffer.flip().get(copy, 0, got);
                    int more = StreamRequest.count(copy, 0, got, EVENT);
                    Arrays.fill(readNs, events, Math.min(readNs.length, events + more), nowNs);
                    if (events == 0) {
                        String text = new String(copy, 0, got, StandardCharsets.US_ASCII);
                        int at = text.indexOf(ID) + ID.length();
                        id = text.substring(at, text.indexOf('"', at));
                    }
                    events += more;
                    ended = got >= END.length && Arrays.equals(copy, got - END.length, got, END, 0, END.length);
                }
                StringBuilder line = new StringBuilder(id).append(' ').append(sentNs);
                for (int i = 1; i <= tokens; i++) { // event 0 says the role
                    line.append(' ').append(readNs[i]);
                }
                if (sentNs >= warmNs) {
                    lines.add(line.append('\n').toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
