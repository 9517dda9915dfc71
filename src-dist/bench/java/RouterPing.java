import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Asks one server, or a proxy before it, in the same way: one thread, which stamps what it reads before it looks at it.
 *
 * <pre>java RouterPing PORT CONNECTIONS RATE SECONDS TOKENS FILE [PID]</pre>
 *
 * <p>{@code RATE} 0 is a closed loop over the connections, begun one after another; else so many requests a second are sent, whatever
 * becomes of them. {@code TOKENS} 0 asks for plain answers, else for streams of so many. What was sent in the first two seconds only
 * warms all programs: it is counted and not measured. Prints {@code name=value}: time from the beginning of sending to the first and to
 * the last byte, us, the CPU that process {@code PID} took meanwhile for each request and event, us, and how many requests there were in
 * all. Of streams, {@code FILE} gets what {@code Figures floor} reads.
 */
final class RouterPing {
    private static final byte[] EVENT = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_CHUNKS = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ID = "\"id\":\"";
    private static final long WARM_NS = 2_000_000_000L;

    private final InetSocketAddress server;
    private final byte[] request;
    private final int tokens;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final byte[] bytes = new byte[1 << 18];
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();
    private final long startNs = System.nanoTime();
    private final Path stat;
    private final Times first = new Times();
    private final Times last = new Times();
    private boolean closedLoop;
    private boolean sending = true;
    private long open;
    private long requests;
    private long events;
    private long failed;

    private RouterPing(int port, int tokens, Path stat) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.tokens = tokens;
        this.stat = stat;
        this.request = tokens > 0 ? StreamRequest.of(port, tokens).bytes() : plain(port);
    }

    public static void main(String[] args) throws IOException {
        RouterPing ping = new RouterPing(
                Integer.parseInt(args[0]),
                Integer.parseInt(args[4]),
                args.length < 7 ? null : Path.of("/proc", args[6], "stat"));
        ping.measure(
                Integer.parseInt(args[1]), Double.parseDouble(args[2]), (long) (Double.parseDouble(args[3]) * 1e9));
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[5]))) {
            for (String line : ping.lines) {
                out.write(line);
            }
        }
        System.exit(0);
    }

    private static byte[] plain(int port) {
        String body = "{\"model\":\"plimsoll-simulator\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + "The tide sets in along the quay and lifts the hull to its line. \"}],\"max_completion_tokens\":1}";
        return ("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void measure(int connections, double rate, long lengthNs) throws IOException {
        closedLoop = rate == 0;
        long endNs = startNs + WARM_NS + lengthNs;
        long[] warmed = null;
        // streams in step would wait for each other at the server, so they begin over the first half of the warm-up
        for (int i = 0; i < connections; i++) {
            Connection connection = new Connection();
            if (closedLoop) {
                readUntil(startNs + WARM_NS / 2 * i / connections);
                connection.ask();
            } else {
                idle.add(connection);
            }
        }
        for (long sent = 0; rate > 0; sent++) {
            long dueNs = startNs + (long) (sent / rate * 1e9);
            if (dueNs >= endNs) {
                break;
            }
            readUntil(dueNs);
            if (warmed == null && dueNs >= startNs + WARM_NS) {
                warmed = state();
            }
            (idle.isEmpty() ? new Connection() : idle.poll()).ask();
        }
        if (warmed == null) {
            readUntil(startNs + WARM_NS);
            warmed = state();
        }
        readUntil(endNs);
        long[] ended = state();
        sending = false;
        long giveUpNs = endNs + 10_000_000_000L;
        while (open > 0 && System.nanoTime() < giveUpNs) {
            readUntil(System.nanoTime() + 10_000_000);
        }
        System.out.printf(Locale.ROOT, "requests=%d%nfailed=%d%n", requests, failed + open);
        if (stat != null) {
            tellCpu("cpuRequest", warmed, ended, 1);
            tellCpu("cpuEvent", warmed, ended, 2);
        }
        first.tell("first");
        last.tell("last");
    }

    /** CPU of the process so far, us; requests and events so far. */
    private long[] state() throws IOException {
        if (stat == null) {
            return new long[] {0, requests, events};
        }
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new long[] {(Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000, requests, events};
    }

    private static void tellCpu(String name, long[] from, long[] to, int of) {
        if (to[of] > from[of]) {
            System.out.printf(Locale.ROOT, "%s=%.2f%n", name, (double) (to[0] - from[0]) / (to[of] - from[of]));
        }
    }

    private void readUntil(long untilNs) throws IOException {
        for (long leftNs = untilNs - System.nanoTime(); leftNs > 0; leftNs = untilNs - System.nanoTime()) {
            selector.select(key -> ((Connection) key.attachment()).read(), Math.max(1, leftNs / 1_000_000));
        }
    }

    /** One connection with at most one request. */
    private final class Connection {
        private final SocketChannel channel = SocketChannel.open(server);
        private final long[] readNs = new long[tokens + 16];
        private long sentNs;
        private boolean any;
        private long left;
        private boolean chunked;
        private int seen;
        private String id = "";

        Connection() throws IOException {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void ask() throws IOException {
            any = false;
            seen = 0;
            id = "";
            open++;
            requests++;
            sentNs = System.nanoTime();
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        void read() {
            try {
                buffer.clear();
                int got = channel.read(buffer);
                long nowNs = System.nanoTime();
                if (got < 0) {
                    throw new IOException("closed");
                }
                buffer.flip().get(bytes, 0, got);
                if (take(got, nowNs)) {
                    ended(nowNs);
                }
            } catch (IOException e) {
                failed++;
                open--;
                try {
                    channel.close();
                } catch (IOException unused) {
                    System.err.println(unused);
                }
            }
        }

        /** Whether the answer is whole. */
        private boolean take(int got, long nowNs) throws IOException {
            int from = 0;
            if (!any) {
                any = true;
                int head = indexOf(END_OF_HEAD, got);
                String text = new String(bytes, 0, got, StandardCharsets.US_ASCII);
                if (head < 0 || !text.startsWith("HTTP/1.1 200")) {
                    throw new IOException(text);
                }
                from = head + END_OF_HEAD.length;
                String lower = text.substring(0, head).toLowerCase(Locale.ROOT);
                chunked = lower.contains("transfer-encoding: chunked");
                int length = lower.indexOf("content-length:");
                left = length < 0
                        ? Long.MAX_VALUE
                        : Long.parseLong(lower.substring(length + 15).strip().split("\\s")[0]);
                if (sentNs >= startNs + WARM_NS) {
                    first.add(nowNs - sentNs);
                }
            }
            int more = StreamRequest.count(bytes, from, got, EVENT);
            if (more > 0 && id.isEmpty()) {
                String text = new String(bytes, from, got - from, StandardCharsets.US_ASCII);
                int at = text.indexOf(ID) + ID.length();
                id = text.substring(at, text.indexOf('"', at));
            }
            Arrays.fill(readNs, Math.min(readNs.length, seen), Math.min(readNs.length, seen + more), nowNs);
            seen += more;
            events += more;
            left -= got - from;
            int end = END_OF_CHUNKS.length;
            return chunked ? got >= end && Arrays.equals(bytes, got - end, got, END_OF_CHUNKS, 0, end) : left <= 0;
        }

        private void ended(long nowNs) throws IOException {
            open--;
            if (sentNs >= startNs + WARM_NS) {
                last.add(nowNs - sentNs);
                if (tokens > 0) {
                    StringBuilder line = new StringBuilder(id).append(' ').append(sentNs);
                    for (int i = 1; i <= tokens; i++) { // event 0 says the role
                        line.append(' ').append(readNs[i]);
                    }
                    lines.add(line.append('\n').toString());
                }
            }
            if (!sending) {
                channel.close();
            } else if (closedLoop) {
                ask();
            } else {
                idle.push(this);
            }
        }

        private int indexOf(byte[] wanted, int length) {
            for (int i = 0; i <= length - wanted.length; i++) {
                if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** Times, and what is told of them. */
    private static final class Times {
        private long[] ns = new long[1 << 14];
        private int count;

        void add(long time) {
            if (count == ns.length) {
                ns = Arrays.copyOf(ns, 2 * count);
            }
            ns[count++] = time;
        }

        void tell(String name) {
            Arrays.sort(ns, 0, count);
            if (count > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%1$sP50=%2$.1f%n%1$sP99=%3$.1f%n",
                        name,
                        ns[count / 2] / 1e3,
                        ns[(int) Math.min(count - 1L, count * 99L / 100)] / 1e3);
            }
        }
    }
}
