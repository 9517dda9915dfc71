package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker that can be told to misbehave: it calls the port named by {@link #PORT} and does what each byte that comes from there says.
 * It answers with the same byte when it has done so. Only tests have this class.
 */
public final class FaultyWorkerMain {
    /** Names the port, as a property of the worker's JVM. */
    public static final String PORT = "plimsoll.test.faults";

    /** The loop stands still for {@link #BLOCK_NS}. */
    public static final int BLOCK_LOOP = 'b';

    /** The collector stops the world again and again, with much to look at. */
    public static final int GC_STORM = 'g';

    /** The wall clock is set {@link #STEP_MS} ahead. */
    public static final int STEP_CLOCK = 'c';

    /** How far it is set. */
    public static final long STEP_MS = 120;

    /** How long the loop stands still. */
    public static final long BLOCK_NS = 150_000_000L;

    private static final int COLLECTIONS = 5;
    private static final int LIVE_OBJECTS = 1_500_000;

    private FaultyWorkerMain() {}

    /** Runs a worker; never returns. */
    public static void main(String[] args) throws IOException {
        Clock clock = new Clock();
        Socket told = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT));
        Thread.ofPlatform().daemon().name("faults").start(() -> obey(told, clock));
        WorkerMain.run(clock, clock, "auto");
    }

    private static void obey(Socket told, Clock clock) {
        try (told;
                InputStream in = told.getInputStream();
                OutputStream out = told.getOutputStream()) {
            for (int what = in.read(); what >= 0; what = in.read()) {
                switch (what) {
                    case BLOCK_LOOP -> clock.blockOnce();
                    case GC_STORM -> collect();
                    case STEP_CLOCK -> clock.stepMs = STEP_MS;
                    default -> throw new IllegalArgumentException("no such fault: " + what);
                }
                out.write(what);
                out.flush();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void collect() {
        List<long[]> live = new ArrayList<>();
        for (int i = 0; i < LIVE_OBJECTS; i++) {
            live.add(new long[] {i});
        }
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        if (live.getLast()[0] != LIVE_OBJECTS - 1) {
            throw new AssertionError("it was not kept");
        }
    }

    /** The system's clocks: on one of them the loop can get stuck, the other can be set. */
    private static final class Clock implements NanoClock, InstantSource {
        private volatile boolean block;
        private volatile long stepMs;

        @Override
        public Instant instant() {
            return Instant.now().plusMillis(stepMs);
        }

        void blockOnce() {
            block = true;
            while (block) {
                Thread.onSpinWait(); // until the loop has been through it
            }
        }

        @Override
        public long nanoTime() {
            if (block && Thread.currentThread().getName().equals(WorkerMain.LOOP_THREAD)) {
                long untilNs = System.nanoTime() + BLOCK_NS;
                while (System.nanoTime() < untilNs) {
                    Thread.onSpinWait();
                }
                block = false;
            }
            return System.nanoTime();
        }
    }
}
