package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.trust.Checks.Limits;
import dev.plimsoll.engine.trust.PreflightReport.Row;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checks before the first request, also of {@code plimsoll doctor}: cheap ones of the machine, and judgements on what the generator's
 * self-test measured. Nothing here refuses a run. Stateless, any thread.
 */
public final class Preflight {
    /** Descriptors a worker needs besides its connections: jars, pipes, epoll, logs. */
    private static final long OWN_DESCRIPTORS = 200;

    private Preflight() {}

    /**
     * What is about to run.
     *
     * @param connections most connections at once, over all workers
     * @param workers worker processes
     * @param targetHere whether the target runs on this machine; null where no target is known
     * @param requestBytes size of a usual request, bytes; 0 where unknown
     */
    public record Intent(
            long connections, int workers, @Nullable Boolean targetHere, long requestBytes) {}

    /** Checks this machine; takes about ten milliseconds. */
    public static PreflightReport check(Intent intent) {
        return check(intent, MachineFacts.read());
    }

    /** Checks a machine by its facts. */
    static PreflightReport check(Intent intent, MachineFacts machine) {
        return new PreflightReport(Stream.of(
                        descriptors(intent, machine),
                        ports(intent, machine),
                        cpus(intent, machine),
                        clockSource(machine),
                        clockCost(machine),
                        transport(machine),
                        buffers(intent, machine),
                        sharedMachine(intent, machine))
                .flatMap(List::stream)
                .toList());
    }

    private static List<Row> descriptors(Intent intent, MachineFacts machine) {
        String code = "file-descriptors";
        String name = "File descriptors";
        if (machine.maxDescriptors() <= 0) {
            return List.of(Row.unknown(code, name));
        }
        long perWorker = (intent.connections() + intent.workers() - 1) / Math.max(1, intent.workers());
        long needed = perWorker + OWN_DESCRIPTORS;
        return List.of(above(
                code,
                name,
                (double) needed / machine.maxDescriptors(),
                new Limits(
                        1 / Thresholds.DESCRIPTORS_SPARE,
                        1,
                        share -> Say.number(Math.ceil(needed / share)) + " descriptors"),
                "A worker needs up to " + Say.number(needed) + " and may open " + Say.number(machine.maxDescriptors()),
                "Raise the limit (ulimit -n), use more workers or fewer connections."));
    }

    private static List<Row> ports(Intent intent, MachineFacts machine) {
        String code = "ephemeral-ports";
        String name = "Local ports";
        long all = machine.ports().all();
        if (all <= 0) {
            return List.of(Row.unknown(code, name));
        }
        long waiting = machine.ports().waiting();
        return List.of(above(
                code,
                name,
                (double) (intent.connections() + waiting) / all,
                new Limits(
                        Thresholds.PORTS_SUSPECT,
                        Thresholds.PORTS_INVALID,
                        share -> Say.percent(share) + " of the ports"),
                "Up to " + Say.count(intent.connections(), "connection") + " to one target out of " + Say.number(all)
                        + " ports" + (waiting > 0 ? ", " + Say.number(waiting) + " of them not free yet" : ""),
                "Widen net.ipv4.ip_local_port_range, or cap the concurrency."));
    }

    private static List<Row> cpus(Intent intent, MachineFacts machine) {
        String code = "cpu-quota";
        String name = "CPUs";
        double usable = machine.usableCpus();
        String measured = Say.count(intent.workers(), "worker") + " and the coordinator on "
                + (usable == Math.rint(usable) ? Say.count((long) usable, "CPU") : Say.number(usable) + " CPUs")
                + (machine.cpuQuota() > 0 ? " by the container's limit" : "");
        String wanted = Say.count(intent.workers() + 1L, "CPU") + ", whole ones";
        if (usable >= intent.workers() + 1 && usable == Math.rint(usable)) {
            return List.of(Row.ok(code, name, measured, wanted));
        }
        return List.of(Row.found(
                code,
                name,
                intent.workers() > usable ? Severity.INVALID : Severity.SUSPECT,
                measured,
                wanted,
                machine.cpuQuota() > 0
                        ? "Raise the container's CPU limit to whole CPUs, or use fewer workers."
                        : "Use fewer workers, or a machine with more CPUs."));
    }

    private static List<Row> clockSource(MachineFacts machine) {
        String code = "clock-source";
        String name = "Clock source";
        MachineFacts.Clock clock = machine.clock();
        if (clock.source().isEmpty()) {
            return List.of(Row.unknown(code, name));
        }
        return List.of(
                clock.isSlow()
                        ? Row.found(
                                code,
                                name,
                                Severity.INVALID,
                                "The kernel's clock source is " + clock.source() + ", which is slow to read",
                                "tsc, kvm-clock, hyperv or arch_sys_counter",
                                "Run on a machine with a stable TSC.")
                        : Row.ok(code, name, "The kernel's clock source is " + clock.source(), ""));
    }

    private static List<Row> clockCost(MachineFacts machine) {
        String code = "clock-cost";
        String name = "Reading the clock";
        MachineFacts.Clock clock = machine.clock();
        String measured = "A reading of the clock takes " + Say.duration(clock.costNs())
                + String.format(Locale.ROOT, ", its steps are %s", Say.duration(clock.stepNs()));
        if (clock.stepNs() > Thresholds.CLOCK_GRAIN_INVALID_NS) {
            return List.of(Row.found(
                    code,
                    name,
                    Severity.INVALID,
                    measured,
                    "steps of " + Say.duration(Thresholds.CLOCK_GRAIN_INVALID_NS),
                    "Run on a machine with a finer clock."));
        }
        return List.of(above(
                code,
                name,
                clock.costNs(),
                new Limits(Thresholds.CLOCK_COST_SUSPECT_NS, Double.POSITIVE_INFINITY, Say::duration),
                measured,
                "Run on a machine with a stable TSC."));
    }

    private static List<Row> transport(MachineFacts machine) {
        String code = "transport";
        String name = "Socket transport";
        return List.of(
                machine.nativeTransport()
                        ? Row.ok(code, name, "Sockets are waited for by epoll, to the nanosecond", "")
                        : Row.found(
                                code,
                                name,
                                Severity.SUSPECT,
                                "No native socket transport here: the portable one wakes up to a millisecond late",
                                "epoll",
                                "Run the load from Linux where send times below 1 ms matter."));
    }

    /** Workers leave the buffers' sizes to the kernel, which fits each to its connection; so its bounds are what counts. */
    private static List<Row> buffers(Intent intent, MachineFacts machine) {
        String code = "socket-buffers";
        String name = "Socket buffers";
        MachineFacts.Buffers has = machine.buffers();
        if (has.receiveMaxBytes() <= 0) {
            return List.of(Row.unknown(code, name));
        }
        long allBytes = intent.connections() * has.usualBytes();
        String measured = "A connection may have up to " + Say.bytes(has.receiveMaxBytes()) + " in and "
                + Say.bytes(has.sendMaxBytes()) + " out, " + Say.bytes(allBytes) + " for "
                + Say.count(intent.connections(), "connection") + " as they begin";
        if (has.receiveMaxBytes() < Thresholds.LEAST_RECEIVE_BYTES) {
            return List.of(Row.found(
                    code,
                    name,
                    Severity.SUSPECT,
                    measured,
                    Say.bytes(Thresholds.LEAST_RECEIVE_BYTES) + " in",
                    "Raise the last value of net.ipv4.tcp_rmem."));
        }
        if (has.sendMaxBytes() < intent.requestBytes()) {
            return List.of(Row.found(
                    code,
                    name,
                    Severity.SUSPECT,
                    measured,
                    Say.bytes(intent.requestBytes()) + " out, the size of a request",
                    "Raise the last value of net.ipv4.tcp_wmem."));
        }
        if (has.plentyBytes() > 0 && allBytes > has.plentyBytes()) {
            return List.of(Row.found(
                    code,
                    name,
                    Severity.SUSPECT,
                    measured,
                    Say.bytes(has.plentyBytes()) + " for all, where the kernel becomes sparing",
                    "Raise net.ipv4.tcp_mem, or cap the concurrency."));
        }
        return List.of(Row.ok(
                code,
                name,
                measured,
                Say.bytes(Math.max(Thresholds.LEAST_RECEIVE_BYTES, intent.requestBytes())) + " each way"));
    }

    private static List<Row> sharedMachine(Intent intent, MachineFacts machine) {
        String code = "shared-machine";
        String name = "Target's machine";
        Boolean here = intent.targetHere();
        if (here == null) {
            return List.of();
        }
        return List.of(
                here
                        ? Row.found(
                                code,
                                name,
                                Severity.NOTE,
                                "The target runs on this machine and shares its " + Say.count(machine.cpus(), "CPU")
                                        + " with the generator",
                                "",
                                "Compare such figures only with each other.")
                        : Row.ok(code, name, "The target runs on another machine", ""));
    }

    /** Judges the generator's self-test. */
    public static Row judge(DispatchFigures figures) {
        String code = "self-test";
        String name = "Dispatcher";
        if (figures.failed() > 0 || figures.sends() == 0) {
            return Row.found(
                    code,
                    name,
                    Severity.INVALID,
                    Say.count(figures.failed(), "request") + " of the self-test failed, " + Say.number(figures.sends())
                            + " were sent",
                    "0 failed requests",
                    "Look for what keeps programs of this machine from talking to each other (a firewall, a limit).");
        }
        return above(
                code,
                name,
                figures.lagP99Ns(),
                new Limits(Thresholds.SELF_TEST_SUSPECT_NS, Thresholds.SELF_TEST_INVALID_NS, Say::duration),
                "At " + Say.rate(figures.testedPerSecond()) + " to a null target the send lag was "
                        + Say.duration(figures.lagP50Ns()) + " (p50), " + Say.duration(figures.lagP99Ns())
                        + " (p99); waits ended " + Say.duration(figures.wakeUpErrorP99Ns()) + " late (p99)",
                "Keep this machine free for the generator, or use one with more CPUs.");
    }

    /**
     * Judges what is planned by what the workers carry.
     *
     * @param workers worker processes
     * @param requestsPerSecond planned at most, 0 where unknown
     * @param eventsPerSecond planned at most, 0 where unknown
     */
    public static Row judge(CeilingFigures ceiling, int workers, double requestsPerSecond, double eventsPerSecond) {
        String code = "null-ceiling";
        String name = "Null-server ceiling";
        String carries = "A worker carries about " + Say.rate(rough(ceiling.requestsPerSecond())) + " or "
                + Say.number(rough(ceiling.eventsPerSecond())) + " stream events/s";
        double share = share(requestsPerSecond, ceiling.requestsPerSecond() * workers)
                + share(eventsPerSecond, ceiling.eventsPerSecond() * workers);
        if (share == 0) {
            return Row.ok(code, name, carries, "");
        }
        return above(
                code,
                name,
                share,
                new Limits(Thresholds.CEILING_SUSPECT, Thresholds.CEILING_INVALID, Say::percent),
                carries + "; planned are " + Say.rate(requestsPerSecond)
                        + (eventsPerSecond > 0 ? " with " + Say.number(eventsPerSecond) + " events/s" : "") + ": "
                        + Say.percent(share) + " of " + Say.count(workers, "worker"),
                "Allow more workers, use a machine with more CPUs, or lower the rate.");
    }

    /** Two significant digits: such a figure is good to a tenth or so. */
    private static double rough(double value) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1));
        return Math.round(value / unit) * unit;
    }

    private static double share(double planned, double carried) {
        return carried > 0 ? planned / carried : 0;
    }

    private static Row above(String code, String name, double value, Limits limits, String measured, String advice) {
        boolean invalid = value > limits.invalid();
        return value <= limits.suspect()
                ? Row.ok(code, name, measured, limits.text(false))
                : Row.found(
                        code,
                        name,
                        invalid ? Severity.INVALID : Severity.SUSPECT,
                        measured,
                        limits.text(invalid),
                        advice);
    }
}
