package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.wire.BrokenFrameException;
import dev.plimsoll.engine.wire.FrameWriter;
import dev.plimsoll.engine.wire.FromWorker;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Frames on their way to the coordinator, written by a thread of their own, so that a slow coordinator costs memory and never a wait
 * on the loop.
 *
 * <p>Assumes: nobody else writes to the stream. Guarantees: frames leave in the order they were given. Progress: the writer blocks
 * only in the stream. Any thread may send.
 */
final class Outbox {
    private interface Step {
        void run() throws IOException;
    }

    private static final Step END = () -> {};

    private final FrameWriter frames;
    private final Consumer<FromWorker> written;
    private final Consumer<IOException> broken;
    private final LinkedBlockingQueue<Step> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final Thread writer;

    /**
     * An outbox whose writer runs already.
     *
     * @param stream where the frames go
     * @param written told of every frame after it was written, on the writer's thread
     * @param broken told once when nothing can be written any more, on the writer's thread
     */
    Outbox(OutputStream stream, Consumer<FromWorker> written, Consumer<IOException> broken) {
        this.frames = new FrameWriter(stream);
        this.written = written;
        this.broken = broken;
        this.writer = Thread.ofPlatform().daemon().name("plimsoll-frames").start(this::writeAll);
    }

    /** Sends a frame. */
    void send(FromWorker message) {
        waiting.addAndGet(weight(message));
        queue.add(() -> write(message));
    }

    /** Sends a frame that is made on the writer's thread, when its turn has come. */
    void sendLater(Supplier<FromWorker> message) {
        queue.add(() -> write(message.get()));
    }

    /** Runs something on the writer's thread, between the frames before and those after. */
    void run(Runnable action) {
        queue.add(action::run);
    }

    /** Updates and records not written yet. */
    int depth() {
        return (int) Math.min(Integer.MAX_VALUE, waiting.get());
    }

    /** Writes what was given so far and ends the writer; gives up after so many milliseconds. */
    void close(long patienceMs) throws InterruptedException {
        queue.add(END);
        writer.join(patienceMs);
    }

    private void writeAll() {
        try {
            while (true) {
                Step next = queue.poll();
                if (next == null) {
                    frames.flush();
                    next = queue.take();
                }
                if (next == END) {
                    frames.flush();
                    return;
                }
                next.run();
            }
        } catch (IOException e) {
            broken.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(FromWorker message) throws IOException {
        try {
            frames.write(message);
        } catch (BrokenFrameException e) {
            frames.write(
                    new FromWorker.Fault("A message could not be sent to the coordinator: " + e.getMessage() + "."));
        }
        waiting.addAndGet(-weight(message));
        written.accept(message);
    }

    private static int weight(FromWorker message) {
        return switch (message) {
            case FromWorker.Updates m -> m.updates().size();
            case FromWorker.Records m -> m.records().size();
            default -> 0;
        };
    }
}
