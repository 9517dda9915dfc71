package dev.plimsoll.engine.trust;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What the preflight knows of a machine; 0 or empty where it cannot be known (outside Linux, inside a sandbox).
 *
 * @param cpus CPUs the JVM may use
 * @param maxDescriptors file descriptors a process may open (the hard limit: the JVM raises its own to it)
 * @param ephemeralPorts local ports for outgoing connections
 * @param cpuQuota CPUs by the control group's quota
 * @param clockSource the kernel's current clock source
 * @param nativeTransport whether Netty's epoll works
 */
record MachineFacts(
        int cpus,
        long maxDescriptors,
        long ephemeralPorts,
        double cpuQuota,
        String clockSource,
        boolean nativeTransport) {
    /** Clock sources that are read without leaving the process. */
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page", "timebase");

    static MachineFacts read() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return new MachineFacts(
                Runtime.getRuntime().availableProcessors(),
                descriptors(text("/proc/self/limits")),
                ports(text("/proc/sys/net/ipv4/ip_local_port_range")),
                quota(text("/sys/fs/cgroup/cpu.max")),
                text("/sys/devices/system/clocksource/clocksource0/current_clocksource")
                        .strip(),
                linux && Epoll.isAvailable());
    }

    boolean hasSlowClock() {
        return !clockSource.isEmpty() && !FAST_CLOCKS.contains(clockSource);
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

    /** CPUs of {@code 150000 100000}; 0 for {@code max 100000}. */
    static double quota(String cpuMax) {
        String[] parts = cpuMax.strip().split("\\s+");
        return parts.length == 2 && number(parts[1]) > 0 ? (double) number(parts[0]) / number(parts[1]) : 0;
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            return "";
        }
    }
}
