package dev.plimsoll.engine.wire;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes messages as frames, one {@code write} to the stream per message. Belongs to one thread; blocks while the pipe is full.
 * What the stream buffers is sent by {@link #flush}.
 */
public final class FrameWriter implements Flushable, Closeable {
    private final OutputStream out;
    private final FrameCodec codec = new FrameCodec();

    /** Writes to a stream, which it closes with itself. */
    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes one message.
     *
     * @throws BrokenFrameException if it is longer than {@link FrameCodec#MAX_FRAME_BYTES}; nothing was written, the stream stays usable
     * @throws IOException if the pipe is broken
     */
    public void write(ToWorker message) throws IOException {
        write(codec.frame(message));
    }

    /** As {@link #write(ToWorker)}, for the other direction. */
    public void write(FromWorker message) throws IOException {
        write(codec.frame(message));
    }

    private void write(FrameBuffer frame) throws IOException {
        out.write(frame.array(), 0, frame.size());
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
