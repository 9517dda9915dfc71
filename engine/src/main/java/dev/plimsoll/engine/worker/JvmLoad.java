package dev.plimsoll.engine.worker;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How much the JVM's own threads work (compilers, garbage collector): the CPU time of the process without that of its Java threads.
 * While the compilers are busy with the code a worker has just begun to run, they take the core from it. Belongs to one thread.
 */
final class JvmLoad {
    /** Readings are this far apart; shorter ones would see single compilations. */
    static final long WINDOW_NS = 100_000_000L;

    /** Below this share of one core for a window the JVM is quiet. */
    private static final double QUIET_SHARE = 0.1;

    private final LongSupplier cpuNs;
    private long windowStartNs;
    private long cpuAtStartNs;
    private boolean quiet;

    /** {@code cpuNs} tells the CPU time of the JVM's own threads so far, ns. */
    JvmLoad(LongSupplier cpuNs, long nowNs) {
        this.cpuNs = cpuNs;
        this.windowStartNs = nowNs;
        this.cpuAtStartNs = cpuNs.getAsLong();
    }

    /** That of this process. */
    static JvmLoad ofThisProcess(long nowNs) {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        return new JvmLoad(
                () -> process.getProcessCpuTime()
                        - Arrays.stream(threads.getThreadCpuTime(threads.getAllThreadIds()))
                                .filter(ns -> ns > 0)
                                .sum(),
                nowNs);
    }

    /** Whether the last whole window was quiet. */
    boolean isQuiet(long nowNs) {
        long lengthNs = nowNs - windowStartNs;
        if (lengthNs >= WINDOW_NS) {
            long cpuNow = cpuNs.getAsLong();
            quiet = cpuNow - cpuAtStartNs < QUIET_SHARE * lengthNs;
            cpuAtStartNs = cpuNow;
            windowStartNs = nowNs;
        }
        return quiet;
    }
}
