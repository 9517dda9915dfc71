import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The least that receiving streams can cost: one thread that waits, reads into one buffer, and looks at nothing.
 *
 * <pre>java RawDrain PORT STREAMS RAMP_SECONDS SECONDS TOKENS</pre>
 *
 * <p>After the ramp, events are counted for a second, to know how many bytes one has; then the measured seconds begin. Prints events
 * per second, process CPU in ns per event, and events per read.
 */
final class RawDrain {
    private static final byte[] EVENT = "data: ".getBytes(StandardCharsets.US_ASCII);

    private final StreamRequest request;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final byte[] copy = new byte[1 << 16];
    private boolean counting;
    private long bytes;
    private long reads;
    private long events;

    private RawDrain(StreamRequest request) throws IOException {
        this.request = request;
    }

    public static void main(String[] args) throws IOException {
        int streams = Integer.parseInt(args[1]);
        long rampNs = (long) (Double.parseDouble(args[2]) * 1e9);
        long lengthNs = (long) (Double.parseDouble(args[3]) * 1e9);
        new RawDrain(StreamRequest.of(Integer.parseInt(args[0]), Integer.parseInt(args[4])))
                .measure(streams, rampNs, lengthNs);
        System.exit(0); // the streams are left open; the server sees them go
    }

    private void measure(int streams, long rampNs, long lengthNs) throws IOException {
        long startNs = System.nanoTime();
        for (int i = 0; i < streams; i++) {
            long dueNs = startNs + rampNs * i / streams;
            while (System.nanoTime() < dueNs) {
                drainUntil(dueNs);
            }
            open();
        }
        counting = true;
        bytes = 0;
        drainUntil(System.nanoTime() + 1_000_000_000L);
        double bytesPerEvent = (double) bytes / events;
        counting = false;
        bytes = 0;
        reads = 0;
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        final long cpuBefore = process.getProcessCpuTime();
        final long beforeNs = System.nanoTime();
        drainUntil(beforeNs + lengthNs);
        final double seconds = (System.nanoTime() - beforeNs) / 1e9;
        final long cpuNs = process.getProcessCpuTime() - cpuBefore;
        double received = bytes / bytesPerEvent;
        System.out.printf(
                "eventsPerSecond=%.0f%ncpuNsPerEvent=%.1f%neventsPerRead=%.3f%n",
                received / seconds, cpuNs / received, received / reads);
    }

    private void open() throws IOException {
        SocketChannel channel = SocketChannel.open(request.server());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        request.writeTo(channel);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    private void drainUntil(long endNs) throws IOException {
        for (long leftNs = endNs - System.nanoTime(); leftNs > 0; leftNs = endNs - System.nanoTime()) {
            selector.select(this::read, Math.max(1, leftNs / 1_000_000));
        }
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            int got = ((SocketChannel) key.channel()).read(buffer);
            if (got < 0) {
                throw new IllegalStateException("a stream ended before the measurement: ask for more tokens");
            }
            bytes += got;
            reads++;
            if (counting) {
                buffer.flip().get(copy, 0, got);
                events += StreamRequest.count(copy, 0, got, EVENT);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a stream broke: " + e.getMessage(), e);
        }
    }
}
