package dev.plimsoll.engine.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cheap checks of the machine before the first request, also for {@code plimsoll doctor}. Findings are notes, or SUSPECT where the run
 * cannot go well; nothing here refuses it. Stateless, any thread.
 */
public final class Preflight {
    /** Descriptors a worker needs besides its connections: jars, pipes, epoll, logs. */
    private static final long OWN_DESCRIPTORS = 200;
    /** Share of the ephemeral ports that one target may take before a port in TIME_WAIT is missed. */
    private static final double PORTS_SUSPECT = 0.60;

    private Preflight() {}

    /**
     * What is about to run.
     *
     * @param connections most connections at once, over all workers
     * @param workers worker processes
     * @param targetHere whether the target runs on this machine
     */
    public record Intent(long connections, int workers, boolean targetHere) {}

    /** Checks this machine. */
    public static List<Finding> check(Intent intent) {
        return check(intent, MachineFacts.read());
    }

    /** Checks a machine by its facts. */
    static List<Finding> check(Intent intent, MachineFacts machine) {
        List<Finding> findings = new ArrayList<>();
        long perWorker = (intent.connections() + intent.workers() - 1) / Math.max(1, intent.workers());
        long descriptors = perWorker + OWN_DESCRIPTORS;
        if (machine.maxDescriptors() > 0 && machine.maxDescriptors() < descriptors) {
            findings.add(finding(
                    "file-descriptors",
                    Severity.SUSPECT,
                    "A worker needs " + Say.number(descriptors) + " file descriptors but may open "
                            + Say.number(machine.maxDescriptors()),
                    Say.number(descriptors),
                    "Raise the limit (ulimit -n), use more workers or fewer connections."));
        }
        if (machine.ephemeralPorts() > 0 && intent.connections() > PORTS_SUSPECT * machine.ephemeralPorts()) {
            findings.add(finding(
                    "ephemeral-ports",
                    Severity.SUSPECT,
                    Say.count(intent.connections(), "connection") + " to one target out of "
                            + Say.number(machine.ephemeralPorts()) + " local ports",
                    Say.percent(PORTS_SUSPECT),
                    "Widen net.ipv4.ip_local_port_range, or cap the concurrency."));
        }
        if (machine.cpuQuota() > 0 && machine.cpuQuota() < intent.workers() + 1) {
            findings.add(finding(
                    "cpu-quota",
                    Severity.NOTE,
                    String.format(
                            Locale.ROOT,
                            "This container may use %s CPUs for %s and the coordinator",
                            Say.number(machine.cpuQuota()),
                            Say.count(intent.workers(), "worker")),
                    Say.number(intent.workers() + 1.0) + " CPUs",
                    "Raise the container's CPU limit, or use fewer workers."));
        }
        if (machine.hasSlowClock()) {
            findings.add(finding(
                    "clock-source",
                    Severity.SUSPECT,
                    "The kernel's clock source is " + machine.clockSource() + ", which is slow to read",
                    "tsc, kvm-clock, hyperv or arch_sys_counter",
                    "Run on a machine with a stable TSC."));
        }
        if (!machine.nativeTransport()) {
            findings.add(finding(
                    "transport",
                    Severity.NOTE,
                    "No native socket transport here: the portable one wakes up to a millisecond late",
                    "",
                    "Run the load from Linux where send times below 1 ms matter."));
        }
        if (intent.targetHere()) {
            findings.add(finding(
                    "shared-machine",
                    Severity.NOTE,
                    "The target runs on this machine and shares its " + Say.count(machine.cpus(), "CPU")
                            + " with the generator",
                    "",
                    "Compare such figures only with each other."));
        }
        return findings;
    }

    private static Finding finding(String code, Severity severity, String measured, String threshold, String advice) {
        return new Finding(code, severity, null, measured, threshold, advice);
    }
}
