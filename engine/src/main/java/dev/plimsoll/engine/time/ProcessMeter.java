package dev.plimsoll.engine.time;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

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
     */
    public record Reading(long cpuNs, GcPauses.Reading pauses, MachineLoad.Reading machine, long residentBytes) {}

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final GcPauses pauses = GcPauses.listening();
    private final ProcFiles files;
    private final MachineLoad machine;
    private long cpuNs;

    /** A meter whose first reading counts from now. */
    public ProcessMeter(ProcFiles files) {
        this.files = files;
        this.machine = new MachineLoad(files);
        this.cpuNs = process.getProcessCpuTime();
        machine.read();
    }

    /** What happened since the last reading. Reads three files; tens of microseconds. */
    public Reading read() {
        long before = cpuNs;
        cpuNs = process.getProcessCpuTime();
        return new Reading(cpuNs - before, pauses.read(), machine.read(), MachineLoad.residentBytes(files));
    }

    @Override
    public void close() {
        pauses.close();
    }
}
