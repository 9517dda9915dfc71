package dev.plimsoll.engine.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads frames from a stream, however it is cut into reads. Belongs to one thread; blocks until a whole frame is there. */
public final class FrameReader implements Closeable {
    private static final int USUAL_CAPACITY = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[USUAL_CAPACITY];
    private int from;
    private int to;

    /** Reads from a stream, which it closes with itself. It needs no buffering of its own. */
    public FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next message for a worker, or null at the end of the stream.
     *
     * @throws BrokenFrameException if the bytes are not a frame, or the stream ends within one
     */
    public @Nullable ToWorker readToWorker() throws IOException {
        int length = nextFrame();
        return length < 0 ? null : FrameCodec.toWorker(buffer[from - length], buffer, from - length + 1, length - 1);
    }

    /** The next message of a worker, or null at the end of the stream; throws as {@link #readToWorker}. */
    public @Nullable FromWorker readFromWorker() throws IOException {
        int length = nextFrame();
        return length < 0 ? null : FrameCodec.fromWorker(buffer[from - length], buffer, from - length + 1, length - 1);
    }

    /** Brings one frame into the buffer and steps over it; its length (type included), or -1 at the end. */
    private int nextFrame() throws IOException {
        if (!fill(4)) {
            if (to > from) {
                throw new BrokenFrameException("the stream ended within a frame's length");
            }
            return -1;
        }
        int length = buffer[from] << 24
                | (buffer[from + 1] & 0xFF) << 16
                | (buffer[from + 2] & 0xFF) << 8
                | (buffer[from + 3] & 0xFF);
        if (length < 1 || length > FrameCodec.MAX_FRAME_BYTES) {
            throw new BrokenFrameException("a frame length of " + length + " bytes (allowed: 1 to "
                    + FrameCodec.MAX_FRAME_BYTES + "): something else was written into the pipe");
        }
        from += 4;
        if (!fill(length)) {
            throw new BrokenFrameException(
                    "the stream ended within a frame: " + (to - from) + " of " + length + " bytes");
        }
        from += length;
        return length;
    }

    /** Makes sure of {@code count} unread bytes; false if the stream ends before. */
    private boolean fill(int count) throws IOException {
        if (to - from >= count) {
            return true;
        }
        if (from == to && buffer.length > USUAL_CAPACITY) {
            buffer = new byte[Math.max(count, USUAL_CAPACITY)]; // a rare big frame does not stay
            from = 0;
            to = 0;
        } else if (buffer.length - from < count) {
            byte[] target = buffer.length < count ? new byte[count] : buffer;
            System.arraycopy(buffer, from, target, 0, to - from);
            buffer = target;
            to -= from;
            from = 0;
        }
        while (to - from < count) {
            int read = in.read(buffer, to, buffer.length - to);
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(buffer, (byte) 0); // the plan held a key
        in.close();
    }
}
