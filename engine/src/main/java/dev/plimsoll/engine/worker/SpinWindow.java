package dev.plimsoll.engine.worker;

import java.util.Arrays;

/**
 * How long before a send the loop stops waiting in the poller, which wakes late, and watches the clock instead.
 *
 * @param windowNs the window, 0 = never spin
 * @param wakeUpErrorP99Ns 99th percentile of the measured wake-up error
 */
record SpinWindow(long windowNs, long wakeUpErrorP99Ns) {
    private static final int SAMPLES = 128;
    private static final long PROBE_NS = 1_000_000;

    private static final long EPOLL_LEAST_NS = 20_000;
    private static final long EPOLL_MOST_NS = 200_000;

    /** NIO waits in whole milliseconds. */
    private static final long NIO_LEAST_NS = 1_000_000;

    private static final long NIO_MOST_NS = 2_000_000;

    /** A machine with no more processors than this needs them for a target of its own. */
    private static final int FEW_PROCESSORS = 4;

    /** Measures the loop's wake-up error, about 150 ms, and decides. */
    static SpinWindow calibrate(DispatchLoop loop, String spin, boolean targetIsLocal) {
        long[] errorsNs = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            errorsNs[i] = loop.wakeUpErrorNs(PROBE_NS);
        }
        int processors = Runtime.getRuntime().availableProcessors();
        return of(errorsNs, loop.poller().isNative(), spins(spin, targetIsLocal, processors));
    }

    static SpinWindow of(long[] errorsNs, boolean nativeTransport, boolean spins) {
        long[] sorted = errorsNs.clone();
        Arrays.sort(sorted);
        long p99 = Math.max(0, sorted[(int) Math.ceil(0.99 * sorted.length) - 1]);
        long window = nativeTransport
                ? Math.clamp(p99, EPOLL_LEAST_NS, EPOLL_MOST_NS)
                : Math.clamp(p99, NIO_LEAST_NS, NIO_MOST_NS);
        return new SpinWindow(spins ? window : 0, p99);
    }

    /** {@code on} and {@code off} are obeyed; {@code auto} spares a small machine that runs the target too. */
    static boolean spins(String spin, boolean targetIsLocal, int processors) {
        return switch (spin) {
            case "on" -> true;
            case "off" -> false;
            case "auto" -> !(targetIsLocal && processors <= FEW_PROCESSORS);
            default -> throw new IllegalArgumentException("spin \"" + spin + "\" (allowed: auto, on, off)");
        };
    }
}
