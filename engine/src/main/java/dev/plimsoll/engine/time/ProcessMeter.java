package dev.plimsoll.engine.time;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;

/**
 * What this process took and what held it up, from one reading to the next: the part of a self-measurement that workers and the
 * coordinator share. Belongs to one thread. It listens to the collectors until it is closed.
 */
public final class ProcessMeter implements AutoCloseable {
    /**
     * What happened between two readings.
     *
     * @param cpuNs CPU time of the whole process
     * @param pauses stop-the-world pauses
     * @param machine shares of all processors' time
     * @param residentBytes resident memory now, -1 where unknown
     * @param clocks what happened to the clocks
     * @param throttledNs how long a CPU quota kept us from running, -1 where there is no control group
     */
    public record Reading(
            long cpuNs,
            GcPauses.Reading pauses,
            MachineLoad.Reading machine,
            long residentBytes,
            ClockMeter.Reading clocks,
            long throttledNs) {}

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final GcPauses pauses = GcPauses.listening();
    private final ProcFiles files;
    private final MachineLoad machine;
    private final ClockMeter clocks;
    private final ControlGroup group;
    private long cpuNs;
    private long throttledNs;

    /** A meter whose first reading counts from now, of this process and machine. */
    public ProcessMeter(NanoClock clock, InstantSource wall, ProcFiles files) {
        this.files = files;
        this.machine = new MachineLoad(files);
        this.clocks = new ClockMeter(clock, wall, files);
        this.group = new ControlGroup(files);
        this.cpuNs = process.getProcessCpuTime();
        this.throttledNs = group.throttledNs();
        machine.read();
        clocks.read();
    }

    /** What happened since the last reading. Reads a few files; tens of microseconds. */
    public Reading read() {
        final long before = cpuNs;
        final long throttledBefore = throttledNs;
        cpuNs = process.getProcessCpuTime();
        throttledNs = group.throttledNs();
        return new Reading(
                cpuNs - before,
                pauses.read(),
                machine.read(),
                MachineLoad.residentBytes(files),
                clocks.read(),
                throttledNs < 0 || throttledBefore < 0 ? -1 : throttledNs - throttledBefore);
    }

    @Override
    public void close() {
        pauses.close();
    }
}
