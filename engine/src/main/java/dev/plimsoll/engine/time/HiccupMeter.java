package dev.plimsoll.engine.time;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that sleeps a millisecond at a time and keeps how much longer it slept: what the machine and the JVM did to every thread,
 * whatever the load (the idea is jHiccup's). Any thread may read.
 */
public final class HiccupMeter {
    private static final long SLEEP_NS = 1_000_000;

    private final NanoClock clock;
    private final AtomicLong maxNs = new AtomicLong();

    private HiccupMeter(NanoClock clock) {
        this.clock = clock;
    }

    /** Starts the thread; it ends with the process. */
    public static HiccupMeter start(NanoClock clock) {
        HiccupMeter meter = new HiccupMeter(clock);
        Thread.ofPlatform().daemon().name("plimsoll-hiccups").start(meter::sleepOn);
        return meter;
    }

    /** Longest oversleep since the last reading, ns; begins anew. */
    public long readMaxNs() {
        return maxNs.getAndSet(0);
    }

    private void sleepOn() {
        long beforeNs = clock.nanoTime();
        while (true) {
            LockSupport.parkNanos(SLEEP_NS);
            long nowNs = clock.nanoTime();
            long overNs = nowNs - beforeNs - SLEEP_NS;
            if (overNs > maxNs.get()) {
                maxNs.accumulateAndGet(overNs, Math::max);
            }
            beforeNs = nowNs;
        }
    }
}
