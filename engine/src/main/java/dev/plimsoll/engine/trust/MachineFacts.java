package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.time.ControlGroup;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.ProcFiles;
import io.netty.channel.epoll.Epoll;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the preflight knows of a machine; 0 or empty where it cannot be known (outside Linux, inside a sandbox).
 *
 * @param cpus CPUs the JVM may use
 * @param cpuQuota CPUs by the control group's quota
 * @param maxDescriptors file descriptors a process may open (the hard limit: the JVM raises its own to it)
 * @param ports local ports
 * @param clock the clock
 * @param nativeTransport whether Netty's epoll works
 * @param buffers buffers of sockets
 */
record MachineFacts(
        int cpus,
        double cpuQuota,
        long maxDescriptors,
        Ports ports,
        Clock clock,
        boolean nativeTransport,
        Buffers buffers) {
    /** Clock sources that are read without leaving the process. */
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page", "timebase");

    private static final int CLOCK_BATCHES = 5;
    private static final int CLOCK_READS = 20_000;
    private static final long PAGE_BYTES = 4096;

    /**
     * Local ports for outgoing connections.
     *
     * @param all how many there are
     * @param waiting how many were used a moment ago and cannot be yet again (TIME_WAIT)
     */
    record Ports(long all, long waiting) {}

    /**
     * How time is read.
     *
     * @param source the kernel's current clock source
     * @param costNs what a reading costs, ns
     * @param stepNs smallest step between two readings, ns
     */
    record Clock(String source, double costNs, long stepNs) {
        boolean isSlow() {
            return !source.isEmpty() && !FAST_CLOCKS.contains(source);
        }
    }

    /**
     * What the kernel gives sockets, which size their buffers by themselves.
     *
     * @param receiveMaxBytes most that one may receive ahead
     * @param sendMaxBytes most that one may have to send
     * @param usualBytes both of a connection, to begin with
     * @param plentyBytes memory of all sockets from which on the kernel becomes sparing
     */
    record Buffers(long receiveMaxBytes, long sendMaxBytes, long usualBytes, long plentyBytes) {
        static final Buffers UNKNOWN = new Buffers(0, 0, 0, 0);
    }

    static MachineFacts read() {
        return read(ProcFiles.system(), NanoClock.system());
    }

    static MachineFacts read(ProcFiles files, NanoClock clock) {
        return new MachineFacts(
                Runtime.getRuntime().availableProcessors(),
                new ControlGroup(files).cpuQuota(),
                descriptors(text(files, "self/limits")),
                new Ports(
                        ports(text(files, "sys/net/ipv4/ip_local_port_range")),
                        word(text(files, "net/sockstat"), "TCP:", "tw")),
                clock(
                        text(files, "/sys/devices/system/clocksource/clocksource0/current_clocksource")
                                .strip(),
                        clock),
                Epoll.isAvailable(),
                buffers(
                        text(files, "sys/net/ipv4/tcp_rmem"),
                        text(files, "sys/net/ipv4/tcp_wmem"),
                        text(files, "sys/net/ipv4/tcp_mem")));
    }

    /** The best of a few batches: what interrupts a batch is not the clock's doing. */
    static Clock clock(String source, NanoClock clock) {
        double costNs = Double.MAX_VALUE;
        long stepNs = Long.MAX_VALUE;
        for (int batch = 0; batch < CLOCK_BATCHES; batch++) {
            long startNs = clock.nanoTime();
            long lastNs = startNs;
            for (int i = 0; i < CLOCK_READS; i++) {
                long nowNs = clock.nanoTime();
                if (nowNs > lastNs) {
                    stepNs = Math.min(stepNs, nowNs - lastNs);
                }
                lastNs = nowNs;
            }
            costNs = Math.min(costNs, (double) (lastNs - startNs) / CLOCK_READS);
        }
        return new Clock(source, costNs, stepNs == Long.MAX_VALUE ? 0 : stepNs);
    }

    /** CPUs that all our processes may use together. */
    double usableCpus() {
        return cpuQuota > 0 ? Math.min(cpus, cpuQuota) : cpus;
    }

    /** The hard limit in {@code Max open files   1024   20000   files}. */
    static long descriptors(String limits) {
        for (String line : limits.split("\n", -1)) {
            if (line.startsWith("Max open files")) {
                String[] parts =
                        line.substring("Max open files".length()).strip().split("\\s+");
                return parts.length > 1 ? number(parts[1]) : 0;
            }
        }
        return 0;
    }

    /** The size of {@code 32768 60999}. */
    static long ports(String range) {
        String[] parts = range.strip().split("\\s+");
        return parts.length == 2 ? number(parts[1]) - number(parts[0]) + 1 : 0;
    }

    /** The number after a word in the line that begins so: 7 in {@code TCP: inuse 1 tw 7}. */
    static long word(String text, String line, String word) {
        return text.lines()
                .filter(l -> l.startsWith(line))
                .map(l -> l.replaceFirst(".*\\b" + word + " +(\\d+).*", "$1"))
                .mapToLong(MachineFacts::number)
                .findFirst()
                .orElse(0);
    }

    /** Of least, usual and most bytes each way, and of pages for all sockets: few, many, too many. */
    static Buffers buffers(String receive, String send, String all) {
        String[] in = receive.strip().split("\\s+");
        String[] out = send.strip().split("\\s+");
        String[] pages = all.strip().split("\\s+");
        return in.length == 3 && out.length == 3 && pages.length == 3
                ? new Buffers(
                        number(in[2]), number(out[2]), number(in[1]) + number(out[1]), number(pages[1]) * PAGE_BYTES)
                : Buffers.UNKNOWN;
    }

    private static long number(String text) {
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }

    private static String text(ProcFiles files, String name) {
        @Nullable String text = files.read(name);
        return text == null ? "" : text;
    }
}
